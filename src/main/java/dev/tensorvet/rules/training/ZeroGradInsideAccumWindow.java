package dev.tensorvet.rules.training;

import dev.tensorvet.facts.AccumulationWindow;
import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;
import java.util.List;

/** Gradients are set to zero for each of the batches whose gradients should add up. */
final class ZeroGradInsideAccumWindow implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("zero-grad-inside-accum-window");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    trace
        .nodes(Kind.ZERO)
        .forEach(
            zero ->
                trace.windows().stream()
                    .filter(window -> window.isForEachBatch(zero, trace.graph()))
                    .findFirst()
                    .ifPresent(window -> report(trace, window, zero, context)));
  }

  private static void report(
      OptimizerTrace trace, AccumulationWindow window, int zero, RuleContext context) {
    // Who only skips some steps, and means to, gives the number another name.
    boolean isMeant = window.isNamed() || window.isLossScaled() == Proof.YES;
    TraceFinding.at(
            ID,
            trace,
            zero,
            "gradients are set to zero for each batch, while `"
                + trace.name()
                + "` steps once for "
                + window.batches()
                + ": it uses those of the last batch only",
            List.of(trace.related(window.step(), "the gradients are used here")))
        .map(f -> isMeant ? f : f.withCertainty(Certainty.LIKELY))
        .ifPresent(context::report);
  }
}
