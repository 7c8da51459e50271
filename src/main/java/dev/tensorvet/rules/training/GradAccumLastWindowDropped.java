package dev.tensorvet.rules.training;

import dev.tensorvet.facts.AccumulationWindow;
import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;
import java.util.Optional;

/** The last batches of an epoch are summed up, and set to zero before they are used. */
final class GradAccumLastWindowDropped implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("grad-accum-last-window-dropped");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    for (AccumulationWindow window : trace.windows()) {
      Optional<Loop> epoch =
          trace.graph().loops().stream()
              .filter(
                  loop ->
                      loop.header() < window.loop().header() && loop.end() >= window.loop().end())
              .reduce((outer, inner) -> inner);
      boolean canDrop = window.guard().isPresent() && window.restarts() && !window.isClosed();
      if (canDrop && epoch.isPresent() && isDropped(trace, window, epoch.get())) {
        report(trace, window, context);
        return;
      }
    }
  }

  /** Whether each epoch begins with zero gradients, and none ends with a step. */
  private static boolean isDropped(OptimizerTrace trace, AccumulationWindow window, Loop epoch) {
    boolean beginsWithZero =
        trace.nodes(Kind.ZERO).anyMatch(n -> epoch.contains(n) && !window.loop().contains(n));
    boolean endsWithStep =
        trace
            .nodes(Kind.STEP, Kind.SCALED_STEP, Kind.UNKNOWN)
            .anyMatch(n -> epoch.contains(n) && n >= window.loop().end());
    return beginsWithZero && !endsWithStep;
  }

  private static void report(OptimizerTrace trace, AccumulationWindow window, RuleContext context) {
    int zero =
        trace.nodes(Kind.ZERO).filter(n -> !window.loop().contains(n)).findFirst().orElseThrow();
    TraceFinding.at(
            ID,
            trace,
            window.step(),
            "the last batches of an epoch are not used unless their number divides by "
                + (window.every().isPresent() ? window.number() : "that of a window")
                + ": `"
                + trace.name()
                + "` does not step for them",
            List.of(trace.related(zero, "their gradients are set to zero here")))
        .ifPresent(context::report);
  }
}
