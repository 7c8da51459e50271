package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent;
import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.LineMove;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.EnumSet;
import java.util.List;

/** Gradients are filled and set to zero again before the optimizer uses them. */
final class ZeroGradBetweenBackwardAndStep implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("zero-grad-between-backward-and-step");

  private enum Gradients {
    EMPTY,
    FILLED,
    WIPED,
    UNKNOWN;

    private Gradients after(GradientEvent event) {
      return switch (event.kind()) {
        case BACKWARD, SCALED_BACKWARD -> FILLED;
        case ZERO -> this == FILLED ? WIPED : this;
        case STEP, SCALED_STEP -> EMPTY;
        case UNKNOWN -> UNKNOWN;
        case CLIP, UNSCALE, OTHER_UNSCALE, SCALE_UPDATE, MAYBE_CLIP, MAYBE_BACKWARD, MADE, READ ->
            this;
      };
    }
  }

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    Typestate<Gradients> states =
        Typestate.solve(trace.graph(), Gradients.EMPTY, List.of(), Gradients::after);
    for (int step : Turn.steps(trace).toArray()) {
      if (!states.only(step, EnumSet.of(Gradients.WIPED))) {
        continue;
      }
      for (int zero : trace.nodes(Kind.ZERO).toArray()) {
        if (states.only(zero, EnumSet.of(Gradients.FILLED))) {
          int backward = Turn.fills(trace).filter(n -> n < zero).max().orElse(zero);
          TraceFinding.at(
                  ID,
                  trace,
                  zero,
                  "the gradients of the backward pass are set to zero before `"
                      + trace.name()
                      + "` uses them",
                  List.of(
                      trace.related(backward, "the gradients are filled here"),
                      trace.related(step, "the gradients are used here")))
              .map(f -> f.withFix(LineMove.fix(trace, zero, step, true)))
              .ifPresent(context::report);
        }
      }
    }
  }
}
