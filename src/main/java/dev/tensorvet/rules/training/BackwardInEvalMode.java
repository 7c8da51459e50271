package dev.tensorvet.rules.training;

import dev.tensorvet.facts.ModelEvent;
import dev.tensorvet.facts.ModelMode;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
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
            .filter(node -> !trace.graph().loopsAround(node).isEmpty())
            .findFirst();
    if (forward.isPresent()) {
      report(trace, forward.getAsInt(), context);
    }
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
    Optional<Place> place = trace.event(forward).site().in(trace.file());
    if (place.isEmpty()) {
      return;
    }
    List<Related> related = new ArrayList<>();
    if (place.get().file() != trace.place(forward).file()) {
      related.add(trace.related(forward, "it runs here"));
    }
    trace
        .nodes(ModelEvent.Kind.EVAL)
        .filter(node -> node < forward)
        .max()
        .ifPresent(node -> related.add(trace.related(node, "it is switched to evaluation here")));
    context.report(
        Finding.of(
                ID,
                place.get(),
                "`"
                    + trace.name()
                    + "` is trained in evaluation mode: dropout does not drop, and batch"
                    + " normalisation keeps the statistics that it has")
            .withCertainty(Certainty.LIKELY)
            .withRelated(related));
  }
}
