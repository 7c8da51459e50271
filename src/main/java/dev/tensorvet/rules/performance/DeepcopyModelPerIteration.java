package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model is copied for each batch. */
final class DeepcopyModelPerIteration implements Rule<Waste> {

  private static final RuleId ID = new RuleId("deepcopy-model-per-iteration");

  @Override
  public Class<Waste> subject() {
    return Waste.class;
  }

  @Override
  public void check(Waste waste, RuleContext context) {
    if (waste.kind() == Kind.COPIES_MODEL) {
      context.report(
          Finding.of(
              ID, waste.place(), "this copies all of `" + waste.subject() + "` in each turn"));
    }
  }
}
