package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A scheduler that counts its steps is told their number. */
final class SchedulerStepGivenEpoch implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("scheduler-step-given-epoch");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip slip, RuleContext context) {
    if (slip.kind() == Kind.EPOCH_GIVEN) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "`"
                  + slip.subject()
                  + "` counts its steps itself: the number that it is given here is deprecated, and makes it compute the rate in another way"));
    }
  }
}
