package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.rule.LineMove;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * In every turn the optimizer steps before the backward pass, with the gradients of the last turn.
 */
final class StepBeforeBackward implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("step-before-backward");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    for (int step : Turn.steps(trace).toArray()) {
      Optional<Loop> loop = trace.trainingLoop(step);
      OptionalInt backward = Turn.ownBackwardAfter(trace, step);
      if (loop.isPresent()
          && backward.isPresent()
          && isInEveryTurn(trace, step, backward.getAsInt(), loop.get())
          && isFilledInLoopOnly(trace, loop.get())
          && usesStaleGradients(trace, step, backward.getAsInt(), loop.get())
          && Turn.isAt(trace, step, Turn.FRESH)) {
        TraceFinding.at(
                ID,
                trace,
                step,
                "`"
                    + trace.name()
                    + "` steps before the backward pass of its turn: each step uses the gradients of"
                    + " the batch before, or none",
                List.of(trace.related(backward.getAsInt(), "the gradients are filled here")))
            .map(f -> f.withFix(LineMove.fix(trace, step, backward.getAsInt(), true)))
            .ifPresent(context::report);
      }
    }
  }

  /**
   * A step ahead of the forward pass only ends the turn before. It is wrong when the loss was
   * computed with the weights that the step then changes, or when the gradients are set to zero
   * ahead of it.
   */
  private static boolean usesStaleGradients(
      OptimizerTrace trace, int step, int backward, Loop loop) {
    boolean forwardFirst =
        trace
            .event(backward)
            .source()
            .filter(
                made ->
                    made.place().file() == trace.event(step).site().place().file()
                        && made.span().start() < trace.event(step).site().span().start())
            .isPresent();
    boolean zeroFirst = trace.nodes(Kind.ZERO).anyMatch(zero -> loop.contains(zero) && zero < step);
    return forwardFirst || zeroFirst;
  }

  /**
   * A step under a condition that changes, and that the backward pass is not under, ends the window
   * of the turns before: that is meant.
   */
  private static boolean isInEveryTurn(OptimizerTrace trace, int step, int backward, Loop loop) {
    return trace.graph().guards(step).stream()
        .filter(guard -> !trace.graph().guards(backward).contains(guard))
        .noneMatch(guard -> loop.canChange(guard));
  }

  /** A backward pass before the loop fills the gradients of the first step: that is meant too. */
  private static boolean isFilledInLoopOnly(OptimizerTrace trace, Loop loop) {
    return Turn.fills(trace).noneMatch(n -> n < loop.header())
        && Turn.steps(trace).filter(loop::contains).count() == 1;
  }
}
