package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Each worker gets a copy of one generator. */
final class NumpyRandomInDataset implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("numpy-random-in-dataset");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.GENERATOR_COPIED) {
      context.report(
          Finding.of(
              ID,
              dataSlip.place(),
              "each worker gets a copy of `self."
                  + dataSlip.subject()
                  + "` in the same state, in each epoch: all make the same random choices"));
    }
  }
}
