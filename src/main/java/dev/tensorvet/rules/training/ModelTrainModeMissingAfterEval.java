package dev.tensorvet.rules.training;

import dev.tensorvet.facts.ModelEvent;
import dev.tensorvet.facts.ModelMode;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A model is evaluated between two epochs or batches, and goes on training in evaluation mode. */
final class ModelTrainModeMissingAfterEval implements Rule<ModelTrace> {

  private static final RuleId ID = new RuleId("model-train-mode-missing-after-eval");

  @Override
  public Class<ModelTrace> subject() {
    return ModelTrace.class;
  }

  @Override
  public void check(ModelTrace trace, RuleContext context) {
    if (trace.dependsOnMode() == Proof.NO || !trace.isTrained()) {
      return;
    }
    Typestate<ModelMode> modes = trace.modes();
    for (int forward : trace.nodes(ModelEvent.Kind.TRAINING_FORWARD).toArray()) {
      List<ModelMode> before = modes.states(forward);
      boolean isTrainedFirst = before.contains(ModelMode.TRAINING);
      if (isTrainedFirst && before.contains(ModelMode.EVALUATION)) {
        OptionalInt eval = switchedBetween(trace, forward);
        if (eval.isPresent()) {
          report(trace, forward, eval.getAsInt(), context);
          return;
        }
      }
    }
  }

  /** The switch to evaluation in a loop around a training step, after which the step runs again. */
  private static OptionalInt switchedBetween(ModelTrace trace, int forward) {
    for (Loop loop : trace.graph().loopsAround(forward)) {
      OptionalInt eval =
          trace
              .nodes(ModelEvent.Kind.EVAL)
              .filter(loop::contains)
              .filter(n -> trace.evaluations().anyMatch(e -> e > n && loop.contains(e)))
              .filter(n -> !isSwitchedBack(trace, n, loop))
              .findFirst();
      if (eval.isPresent()) {
        return eval;
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Whether the code that switches to evaluation switches back; only an exception prevents that.
   */
  private static boolean isSwitchedBack(ModelTrace trace, int eval, Loop loop) {
    return trace
        .nodes(ModelEvent.Kind.TRAIN)
        .filter(train -> train > eval && loop.contains(train))
        .anyMatch(train -> trace.graph().guards(eval).containsAll(trace.graph().guards(train)));
  }

  private static void report(ModelTrace trace, int forward, int eval, RuleContext context) {
    Optional<Place> place = trace.event(eval).site().in(trace.file());
    if (place.isEmpty()) {
      return;
    }
    List<Related> related = new ArrayList<>();
    if (place.get().file() != trace.place(eval).file()) {
      related.add(trace.related(eval, "it is switched here"));
    }
    related.add(trace.related(forward, "it goes on training here"));
    context.report(
        Finding.of(
                ID,
                place.get(),
                "after this evaluation `"
                    + trace.name()
                    + "` goes on training in evaluation mode: nothing switches it back with"
                    + " `train()`")
            .withCertainty(trace.certaintyOfMode())
            .withRelated(related));
  }
}
