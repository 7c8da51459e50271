package dev.tensorvet.rules.training;

import dev.tensorvet.facts.Autocast;
import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A gradient scaler is used with bfloat16, which needs none. */
final class AmpScalerWithBf16 implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("amp-scaler-with-bf16");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    trace
        .nodes(Kind.SCALED_BACKWARD)
        .filter(backward -> trace.event(backward).ofLoss() == Autocast.BFLOAT)
        .findFirst()
        .ifPresent(
            backward ->
                TraceFinding.at(
                        ID,
                        trace,
                        backward,
                        "the loss is computed in bfloat16, whose range needs no gradient scaler",
                        List.of())
                    .ifPresent(context::report));
  }
}
