package dev.tensorvet.rules.training;

import dev.tensorvet.facts.WrittenHyperparameter;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A hyperparameter stands in the code of a program that has a configuration. */
final class HardCodedHyperparameter implements Rule<WrittenHyperparameter> {

  private static final RuleId ID = new RuleId("hard-coded-hyperparameter");

  @Override
  public Class<WrittenHyperparameter> subject() {
    return WrittenHyperparameter.class;
  }

  @Override
  public void check(WrittenHyperparameter written, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                written.place(),
                "`"
                    + written.name()
                    + "` is written here, where `"
                    + written.neighbour()
                    + "` comes from the configuration")
            .withRelated(List.of(new Related(written.configured(), "configured here"))));
  }
}
