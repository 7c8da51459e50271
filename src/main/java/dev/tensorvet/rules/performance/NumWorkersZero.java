package dev.tensorvet.rules.performance;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The files of a batch are read only when the model asks for it. */
final class NumWorkersZero implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("num-workers-zero");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip subject, RuleContext context) {
    if (subject.kind() == Kind.READS_BETWEEN_BATCHES) {
      context.report(
          Finding.of(
                  ID,
                  subject.place(),
                  "the files of each batch are read while the model waits: with `num_workers` they are read"
                      + " ahead, in processes of their own")
              .withRelated(
                  subject.other().map(place -> new Related(place, "a sample is read here"))));
    }
  }
}
