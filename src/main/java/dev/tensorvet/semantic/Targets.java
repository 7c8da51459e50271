package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The parts of an assignment's target. */
final class Targets {

  private record Part(Expr target, Optional<Expr> value) {}

  private Targets() {}

  /**
   * Shows each name, attribute or subscript of a target, with the value that it gets where the text
   * shows it: {@code a, b = x, y} gives each its own.
   */
  static void forEach(Expr target, Optional<Expr> value, BiConsumer<Expr, Optional<Expr>> to) {
    ArrayDeque<Part> open = new ArrayDeque<>(List.of(new Part(target, value)));
    while (!open.isEmpty()) {
      Part part = open.pop();
      switch (part.target()) {
        case Expr.Tuple tuple -> several(tuple.elements(), part.value(), open);
        case Expr.ListExpr list -> several(list.elements(), part.value(), open);
        case Expr.Starred starred -> open.push(new Part(starred.value(), Optional.empty()));
        default -> to.accept(part.target(), part.value());
      }
    }
  }

  private static void several(List<Expr> targets, Optional<Expr> value, ArrayDeque<Part> open) {
    List<Expr> values =
        value.isPresent() && value.get() instanceof Expr.Tuple tuple ? tuple.elements() : List.of();
    boolean isPaired =
        values.size() == targets.size()
            && values.stream().noneMatch(e -> e instanceof Expr.Starred)
            && targets.stream().noneMatch(e -> e instanceof Expr.Starred);
    for (int i = targets.size() - 1; i >= 0; i--) {
      open.push(new Part(targets.get(i), isPaired ? Optional.of(values.get(i)) : Optional.empty()));
    }
  }
}
