package dev.tensorvet.rules.training;

import dev.tensorvet.facts.Autocast;
import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** Gradients of a loss in half precision are computed without a gradient scaler. */
final class AmpUnscaledBackward implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("amp-unscaled-backward");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    boolean mayScale =
        trace
            .nodes(
                Kind.SCALED_BACKWARD,
                Kind.SCALED_STEP,
                Kind.UNSCALE,
                Kind.OTHER_UNSCALE,
                Kind.SCALE_UPDATE,
                Kind.UNKNOWN)
            .findAny()
            .isPresent();
    boolean steps = trace.nodes(Kind.STEP).findAny().isPresent();
    if (mayScale || !steps || trace.certainty() != Certainty.PROVEN) {
      return;
    }
    trace
        .nodes(Kind.BACKWARD)
        .filter(backward -> trace.event(backward).ofLoss() == Autocast.HALF)
        .findFirst()
        .ifPresent(
            backward ->
                TraceFinding.at(
                        ID,
                        trace,
                        backward,
                        "the loss is computed in float16 and not scaled: small gradients of `"
                            + trace.name()
                            + "` become zero",
                        List.of())
                    .ifPresent(context::report));
  }
}
