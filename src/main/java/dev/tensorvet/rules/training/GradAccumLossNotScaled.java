package dev.tensorvet.rules.training;

import dev.tensorvet.facts.AccumulationWindow;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;
import java.util.List;

/** Gradients of several batches are summed up, and not averaged. */
final class GradAccumLossNotScaled implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("grad-accum-loss-not-scaled");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    trace.windows().stream()
        .filter(window -> window.isLossScaled() == Proof.NO)
        .findFirst()
        .ifPresent(window -> report(trace, window, context));
  }

  private static void report(OptimizerTrace trace, AccumulationWindow window, RuleContext context) {
    TraceFinding.at(
            ID,
            trace,
            window.backwards().getFirst(),
            "the gradients of "
                + window.batches()
                + " are summed up and not averaged: the loss is not divided by their number",
            List.of(trace.related(window.step(), "the sum is used here")))
        .ifPresent(context::report);
  }
}
