package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Formulas;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.Optional;

/** Which statements change a tensor or an array in place. */
final class InPlace {

  private InPlace() {}

  /** What a statement changes in place: all of it, or some of its elements. */
  static Optional<Expr> target(Node node) {
    return switch (node) {
      case Stmt.AugAssign change -> Optional.of(change.target());
      case Stmt.Assign assign
          when assign.targets().size() == 1
              && assign.targets().getFirst() instanceof Expr.Subscript item ->
          Optional.of(item.value());
      case Stmt.ExprStmt alone
          when alone.value() instanceof Expr.Call call
              && call.callee() instanceof Expr.Attribute method
              && Formulas.isInPlace(method.name()) ->
          Optional.of(method.value());
      default -> Optional.empty();
    };
  }
}
