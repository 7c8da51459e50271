package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.LineMove;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;
import java.util.OptionalInt;

/** Gradients are clipped before the backward pass that fills them. */
final class ClipBeforeBackward implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("clip-before-backward");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    for (int clip : trace.nodes(Kind.CLIP).toArray()) {
      OptionalInt backward = Turn.backwardAfter(trace, clip);
      if (backward.isPresent()
          && isUsedAfter(trace, clip, backward.getAsInt())
          && Turn.isAt(trace, clip, Turn.FRESH)) {
        TraceFinding.at(
                ID,
                trace,
                clip,
                "gradients are clipped before "
                    + TraceFinding.code(trace, backward.getAsInt())
                    + " fills them, so that `"
                    + trace.name()
                    + ".step()` uses them unclipped",
                List.of(trace.related(backward.getAsInt(), "the gradients are filled here")))
            .map(f -> f.withFix(LineMove.fix(trace, clip, backward.getAsInt(), true)))
            .ifPresent(context::report);
      }
    }
  }

  /**
   * Whether the step follows the backward pass, and not the clipping of a window that has ended.
   */
  private static boolean isUsedAfter(OptimizerTrace trace, int clip, int backward) {
    return Turn.steps(trace).noneMatch(n -> n > clip && n < backward)
        && trace.nodes(Kind.CLIP).noneMatch(n -> n > backward)
        && Turn.steps(trace).anyMatch(n -> n > backward);
  }
}
