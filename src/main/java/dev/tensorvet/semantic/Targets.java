package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The parts of an assignment's target. */
final class Targets {

  private Targets() {}

  /**
   * Shows each name, attribute or subscript of a target, with the value that it gets where the text
   * shows it: {@code a, b = x, y} gives each its own.
   */
  static void forEach(Expr target, Optional<Expr> value, BiConsumer<Expr, Optional<Expr>> to) {
    switch (target) {
      case Expr.Tuple tuple -> several(tuple.elements(), value, to);
      case Expr.ListExpr list -> several(list.elements(), value, to);
      case Expr.Starred starred -> forEach(starred.value(), Optional.empty(), to);
      default -> to.accept(target, value);
    }
  }

  private static void several(
      List<Expr> targets, Optional<Expr> value, BiConsumer<Expr, Optional<Expr>> to) {
    List<Expr> values =
        value.isPresent() && value.get() instanceof Expr.Tuple tuple ? tuple.elements() : List.of();
    boolean isPaired =
        values.size() == targets.size()
            && values.stream().noneMatch(e -> e instanceof Expr.Starred)
            && targets.stream().noneMatch(e -> e instanceof Expr.Starred);
    for (int i = 0; i < targets.size(); i++) {
      Optional<Expr> its = isPaired ? Optional.of(values.get(i)) : Optional.empty();
      forEach(targets.get(i), its, to);
    }
  }
}
