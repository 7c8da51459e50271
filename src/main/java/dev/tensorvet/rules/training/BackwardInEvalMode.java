package dev.tensorvet.rules.training;

import dev.tensorvet.facts.ModelEvent;
import dev.tensorvet.facts.ModelMode;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A model is trained while it is in evaluation mode, from the first step on. */
final class BackwardInEvalMode implements Rule<ModelTrace> {

  private static final RuleId ID = new RuleId("backward-in-eval-mode");

  @Override
  public Class<ModelTrace> subject() {
    return ModelTrace.class;
  }

  @Override
  public void check(ModelTrace trace, RuleContext context) {
    if (trace.dependsOnMode() != Proof.YES || !trace.isTrained() || isPartTrained(trace, context)) {
      return;
    }
    Typestate<ModelMode> modes = trace.modes();
    OptionalInt forward =
        trace
            .nodes(ModelEvent.Kind.TRAINING_FORWARD)
            .filter(node -> modes.states(node).equals(List.of(ModelMode.EVALUATION)))
            .filter(node -> steps(trace, modes, node))
            .findFirst();
    if (forward.isPresent()) {
      report(trace, forward.getAsInt(), context);
    }
  }

  /**
   * Whether a loop around a computation has an optimizer of the model learn from it. A model that
   * is in training mode again at the step was evaluated for its samples, and learns from others.
   */
  private static boolean steps(ModelTrace trace, Typestate<ModelMode> modes, int forward) {
    return trace.graph().loopsAround(forward).stream()
        .anyMatch(
            loop ->
                trace
                    .nodes(ModelEvent.Kind.STEP)
                    .filter(loop::contains)
                    .anyMatch(step -> modes.states(step).contains(ModelMode.EVALUATION)));
  }

  /** Whether a part of the model is switched to training by itself. */
  private static boolean isPartTrained(ModelTrace trace, RuleContext context) {
    return context.facts().all(ModelTrace.class).stream()
        .anyMatch(
            other ->
                other.name().startsWith(trace.name() + ".")
                    && other.nodes(ModelEvent.Kind.TRAIN).findAny().isPresent());
  }

  private static void report(ModelTrace trace, int forward, RuleContext context) {
    Optional<Related> switched =
        trace
            .nodes(ModelEvent.Kind.EVAL)
            .filter(node -> node < forward)
            .boxed()
            .reduce((a, b) -> b)
            .map(node -> trace.related(node, "it is switched to evaluation here"));
    SiteFinding.atEachCaller(
            ID,
            trace.file(),
            trace.event(forward).site(),
            "`"
                + trace.name()
                + "` is trained in evaluation mode: dropout does not drop, and batch"
                + " normalisation keeps the statistics that it has",
            "it runs here")
        .map(finding -> finding.withCertainty(Certainty.LIKELY).withRelated(switched))
        .ifPresent(context::report);
  }
}
