package dev.tensorvet.verify;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.verify.Check.Kind;
import dev.tensorvet.verify.Check.State;
import dev.tensorvet.verify.ModelReport.Layer;
import dev.tensorvet.verify.Program.Traced;
import dev.tensorvet.verify.Session.Ran;
import dev.tensorvet.verify.Wire.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for the place where numbers stop to be finite. */
final class ValueReview {

  private final Session session;
  private final Notes notes;

  ValueReview(Session session, Notes notes) {
    this.session = session;
    this.notes = notes;
  }

  /** The first tensor that is not finite although what it is made of is, for two kinds of input. */
  void look(Ran ran) {
    Optional<Integer> first = nonFinite(ran.program(), notes.layers());
    if (first.isEmpty()) {
      double most =
          notes.layers().stream()
              .mapToDouble(layer -> Math.max(Math.abs(layer.least()), Math.abs(layer.most())))
              .filter(Double::isFinite)
              .max()
              .orElse(0);
      notes.check(
          Kind.VALUES, State.PASSED, "all are finite, the largest is " + Notes.number(most));
      return;
    }
    Layer layer = notes.layers().get(first.get());
    String what = layer.nans() > 0 ? "NaN" : "infinite values";
    boolean isAlways = isNonFiniteAgain(first.get());
    if (isAlways) {
      notes.find(
          Checklist.VALUE_NONFINITE,
          layer.place(),
          "`%s` gives %s, though what it is given is finite".formatted(layer.op(), what),
          Certainty.PROVEN);
    }
    notes.check(
        Kind.VALUES,
        isAlways ? State.FAILED : State.TOLD,
        "`%s` gives %s%s"
            .formatted(layer.op(), what, isAlways ? "" : " for inputs around zero alone"));
  }

  private boolean isNonFiniteAgain(int index) {
    if (session.given(session.call("inputs", 1, 1, 1)).isEmpty()
        || session.given(session.call("run", 1, 1, 1)).isEmpty()) {
      session.tell(Optional.empty());
      return false;
    }
    Optional<List<Numbers>> again = session.given(session.call("seen", 1, 1, 1));
    // What follows goes on with the first inputs.
    boolean isBack = session.given(session.call("inputs")).isPresent();
    isBack &= session.given(session.call("run")).isPresent();
    return isBack
        && again.isPresent()
        && again.get().get(index).at(2) + again.get().get(index).at(3) > 0;
  }

  private static Optional<Integer> nonFinite(Program program, List<Layer> layers) {
    Set<Integer> withNan = new HashSet<>();
    Set<Integer> withInfinity = new HashSet<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      Traced traced = program.traced().get(i);
      List<Value> inputs = traced.node().inputs();
      boolean isNan =
          layer.nans() > 0 && inputs.stream().noneMatch(input -> withNan.contains(input.id()));
      boolean isInfinite =
          layer.infinities() > 0
              && inputs.stream().noneMatch(input -> withInfinity.contains(input.id()))
              && !asksForInfinity(traced.node());
      if (isNan || isInfinite) {
        return Optional.of(i);
      }
      if (layer.nans() > 0) {
        withNan.add(traced.value().id());
      }
      if (layer.infinities() > 0) {
        withInfinity.add(traced.value().id());
      }
    }
    return Optional.empty();
  }

  /** {@code masked_fill(mask, -inf)} means it. */
  private static boolean asksForInfinity(GraphNode node) {
    return node.arguments().values().stream()
        .anyMatch(a -> a instanceof Argument.Real real && Double.isInfinite(real.value()));
  }
}
