package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.flow.Typestate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What has happened to the gradients since the current turn of the training loop began. */
enum Turn {
  /** No backward pass yet. */
  FRESH,
  /** A backward pass has filled them. */
  FILLED,
  /** The optimizer has used them. */
  STEPPED,
  /** Anything may have happened. */
  UNKNOWN;

  private Turn after(GradientEvent event) {
    return switch (event.kind()) {
      case BACKWARD, SCALED_BACKWARD -> FILLED;
      case STEP, SCALED_STEP -> STEPPED;
      case UNKNOWN -> UNKNOWN;
      case ZERO -> this == FILLED ? FRESH : this;
      case CLIP, UNSCALE, OTHER_UNSCALE, SCALE_UPDATE, MAYBE_CLIP, MAYBE_BACKWARD, MADE, READ ->
          this;
    };
  }

  /** Whether a turn can have come to a node in no other state than {@code state}. */
  static boolean isAt(OptimizerTrace trace, int node, Turn state) {
    List<Loop> turns = trace.trainingLoop(node).map(List::of).orElse(List.of());
    return Typestate.solve(trace.graph(), FRESH, turns, Turn::after).only(node, EnumSet.of(state));
  }

  /** The first backward pass that follows a node in its turn, in the order of the text. */
  static OptionalInt backwardAfter(OptimizerTrace trace, int node) {
    Optional<Loop> loop = trace.trainingLoop(node);
    int end = loop.map(Loop::end).orElse(trace.graph().size());
    return fills(trace).filter(n -> n > node && n < end).findFirst();
  }

  /** The same, of those that are not for another optimizer. */
  static OptionalInt ownBackwardAfter(OptimizerTrace trace, int node) {
    Optional<Loop> loop = trace.trainingLoop(node);
    int end = loop.map(Loop::end).orElse(trace.graph().size());
    return fills(trace)
        .filter(n -> n > node && n < end && !trace.event(n).isForOther())
        .findFirst();
  }

  static IntStream fills(OptimizerTrace trace) {
    return trace.nodes(GradientEvent.Kind.BACKWARD, GradientEvent.Kind.SCALED_BACKWARD);
  }

  static IntStream steps(OptimizerTrace trace) {
    return trace.nodes(GradientEvent.Kind.STEP, GradientEvent.Kind.SCALED_STEP);
  }
}
