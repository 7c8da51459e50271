package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.ModelEvent;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.semantic.FunctionEntity;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What the rules about evaluations share. */
final class Evaluations {

  /** The function, or the loop of a script, that evaluates: what it gets wrong is said once. */
  private record Unit(Optional<FunctionEntity> code, Optional<Loop> loop) {

    static Unit of(ModelTrace trace, int node) {
      Optional<FunctionEntity> code = trace.event(node).code();
      return new Unit(
          code,
          code.isPresent()
              ? Optional.empty()
              : trace.graph().loopsAround(node).stream().findFirst());
    }
  }

  private Evaluations() {}

  /**
   * The switch to training that the function which evaluates a model makes before it does, with
   * nothing that switches in between.
   */
  static OptionalInt trainSwitch(ModelTrace trace, int evaluation) {
    Optional<FunctionEntity> code = trace.event(evaluation).code();
    if (code.isEmpty() || !trace.isCalledAsEvaluation(evaluation)) {
      return OptionalInt.empty();
    }
    OptionalInt last =
        trace
            .nodes(
                ModelEvent.Kind.TRAIN,
                ModelEvent.Kind.EVAL,
                ModelEvent.Kind.SWITCH,
                ModelEvent.Kind.MADE)
            .filter(node -> node < evaluation)
            .max();
    Site here = trace.event(evaluation).site();
    return last.isPresent()
            && trace.event(last.getAsInt()).kind() == ModelEvent.Kind.TRAIN
            && trace.event(last.getAsInt()).site().calls().equals(here.calls())
            && trace.graph().leads(last.getAsInt(), evaluation)
            && trace.graph().isSureWith(last.getAsInt(), evaluation)
        ? last
        : OptionalInt.empty();
  }

  /** The first computation of each evaluation among those that {@code isWrong} accepts. */
  static IntStream wrong(ModelTrace trace, IntPredicate isWrong) {
    Set<Unit> told = new HashSet<>();
    return trace.evaluations().filter(isWrong).filter(node -> told.add(Unit.of(trace, node)));
  }
}
