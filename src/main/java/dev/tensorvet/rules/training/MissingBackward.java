package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** An optimizer zeroes and steps in a loop, and nothing ever gives its parameters a gradient. */
final class MissingBackward implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("missing-backward");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    boolean canHaveGradients =
        trace
            .nodes(Kind.BACKWARD, Kind.SCALED_BACKWARD, Kind.MAYBE_BACKWARD, Kind.UNKNOWN)
            .anyMatch(node -> !trace.event(node).isForOther());
    if (canHaveGradients || trace.certainty() != Certainty.PROVEN) {
      return;
    }
    Turn.steps(trace)
        .filter(step -> isTraining(trace, step))
        .findFirst()
        .ifPresent(
            step ->
                TraceFinding.at(
                        ID,
                        trace,
                        step,
                        "`" + trace.name() + "` steps without gradients: " + why(trace),
                        List.of())
                    .ifPresent(context::report));
  }

  private static String why(OptimizerTrace trace) {
    return Turn.fills(trace).findAny().isPresent()
        ? "what backward passes for others leave in them is zeroed, and none is for it"
        : "no backward pass fills them";
  }

  /** A loop that zeroes gradients means to have some. */
  private static boolean isTraining(OptimizerTrace trace, int step) {
    return trace.graph().loopsAround(step).stream()
        .anyMatch((Loop loop) -> trace.nodes(Kind.ZERO).anyMatch(loop::contains));
  }
}
