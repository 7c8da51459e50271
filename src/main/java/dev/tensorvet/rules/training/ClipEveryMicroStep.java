package dev.tensorvet.rules.training;

import dev.tensorvet.facts.AccumulationWindow;
import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** Gradients are clipped after each of the batches whose gradients are summed up. */
final class ClipEveryMicroStep implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("clip-every-micro-step");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    trace
        .nodes(Kind.CLIP, Kind.MAYBE_CLIP)
        .forEach(
            clip ->
                trace.windows().stream()
                    .filter(window -> isPartial(trace, window, clip))
                    .findFirst()
                    .ifPresent(window -> report(trace, window, clip, context)));
  }

  /** Whether what is clipped is the sum of a part of the batches. */
  private static boolean isPartial(OptimizerTrace trace, AccumulationWindow window, int clip) {
    return window.isForEachBatch(clip, trace.graph())
        && window.backwards().stream().anyMatch(backward -> backward < clip);
  }

  private static void report(
      OptimizerTrace trace, AccumulationWindow window, int clip, RuleContext context) {
    TraceFinding.at(
            ID,
            trace,
            clip,
            "gradients are clipped after each batch, while `"
                + trace.name()
                + "` steps once for "
                + window.batches()
                + ": what is clipped is a part of their sum",
            List.of(trace.related(window.step(), "the gradients are used here")))
        .ifPresent(context::report);
  }
}
