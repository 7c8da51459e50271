package dev.tensorvet.rules.training;

import dev.tensorvet.facts.AccumulationWindow;
import dev.tensorvet.facts.GradientEvent;
import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The scale is taken out of gradients that have none any more. */
final class UnscaleTwice implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("unscale-twice");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  private enum Gradients {
    SCALED,
    UNSCALED,
    STEPPED,
    UNKNOWN;

    private Gradients after(GradientEvent event) {
      return switch (event.kind()) {
        case UNSCALE -> UNSCALED;
        case SCALED_STEP -> STEPPED;
        case SCALE_UPDATE -> SCALED;
        case UNKNOWN -> UNKNOWN;
        case BACKWARD,
            SCALED_BACKWARD,
            ZERO,
            STEP,
            OTHER_UNSCALE,
            CLIP,
            MAYBE_CLIP,
            MAYBE_BACKWARD,
            MADE,
            READ ->
            this;
      };
    }
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    if (trace.nodes(Kind.UNSCALE).findAny().isEmpty()) {
      return;
    }
    Typestate<Gradients> states =
        Typestate.solve(trace.graph(), Gradients.SCALED, List.of(), Gradients::after);
    for (int unscale : trace.nodes(Kind.UNSCALE).toArray()) {
      if (states.only(unscale, EnumSet.of(Gradients.UNSCALED))) {
        int first = trace.nodes(Kind.UNSCALE).filter(n -> n < unscale).max().orElse(unscale);
        report(
            trace,
            unscale,
            "the gradients of `" + trace.name() + "` are unscaled a second time, which is an error",
            trace.related(first, "they are unscaled here already"),
            context);
      } else if (states.only(unscale, EnumSet.of(Gradients.STEPPED))) {
        int step = trace.nodes(Kind.SCALED_STEP).filter(n -> n < unscale).max().orElse(unscale);
        report(
            trace,
            unscale,
            "the gradients of `"
                + trace.name()
                + "` are unscaled after the step that has used them, which is an error",
            trace.related(step, "they are used here"),
            context);
      } else {
        inWindow(trace, unscale)
            .ifPresent(
                window ->
                    report(
                        trace,
                        unscale,
                        "the gradients of `"
                            + trace.name()
                            + "` are unscaled for each batch, while it steps once for "
                            + window.batches()
                            + ": the second time is an error",
                        trace.related(window.step(), "it steps here"),
                        context));
      }
    }
  }

  private static Optional<AccumulationWindow> inWindow(OptimizerTrace trace, int unscale) {
    return trace.windows().stream()
        .filter(window -> window.isForEachBatch(unscale, trace.graph()))
        .filter(
            window ->
                trace
                    .nodes(Kind.SCALE_UPDATE, Kind.UNKNOWN)
                    .noneMatch(n -> window.isForEachBatch(n, trace.graph())))
        .findFirst();
  }

  private static void report(
      OptimizerTrace trace, int unscale, String message, Related related, RuleContext context) {
    TraceFinding.at(ID, trace, unscale, message, List.of(related)).ifPresent(context::report);
  }
}
