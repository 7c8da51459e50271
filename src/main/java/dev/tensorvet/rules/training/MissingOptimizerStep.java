package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A loop fills and zeroes gradients of an optimizer that never steps. */
final class MissingOptimizerStep implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("missing-optimizer-step");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    boolean canStep =
        trace.nodes(Kind.STEP, Kind.SCALED_STEP, Kind.UNKNOWN, Kind.READ).findFirst().isPresent();
    if (canStep || !trace.isSeenWhole() || trace.certainty() != Certainty.PROVEN) {
      return;
    }
    Turn.fills(trace)
        .filter(backward -> isTraining(trace, backward))
        .findFirst()
        .ifPresent(
            backward ->
                TraceFinding.at(
                        ID,
                        trace,
                        backward,
                        "the gradients of this backward pass are never used: `"
                            + trace.name()
                            + "` does not step",
                        List.of())
                    .ifPresent(context::report));
  }

  /** A loop that also zeroes the optimizer's gradients means to train with it. */
  private static boolean isTraining(OptimizerTrace trace, int backward) {
    return trace.graph().loopsAround(backward).stream()
        .anyMatch((Loop loop) -> trace.nodes(Kind.ZERO).anyMatch(loop::contains));
  }
}
