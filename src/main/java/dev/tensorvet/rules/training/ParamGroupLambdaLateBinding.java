package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Functions all read the last value of one variable. */
final class ParamGroupLambdaLateBinding implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("param-group-lambda-late-binding");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip optimizerSlip, RuleContext context) {
    if (optimizerSlip.kind() == Kind.BOUND_LATE) {
      context.report(
          Finding.of(
              ID,
              optimizerSlip.place(),
              "all these functions read the variable when they are called, when it has its last value: give it to each as a default, `lambda epoch, i=i: ...`"));
    }
  }
}
