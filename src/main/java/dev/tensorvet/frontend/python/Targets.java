package dev.tensorvet.frontend.python;

import dev.tensorvet.syntax.Expr;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which expressions can be assigned to. */
final class Targets {

  private Targets() {}

  /** The first part of an expression that makes it no target. */
  static Optional<Expr> unfit(Expr target) {
    return switch (target) {
      case Expr.Name name -> Optional.empty();
      case Expr.Attribute attribute -> Optional.empty();
      case Expr.Subscript subscript -> Optional.empty();
      case Expr.Broken broken -> Optional.empty();
      case Expr.Tuple tuple -> first(tuple.elements(), Targets::unfit);
      case Expr.ListExpr list -> first(list.elements(), Targets::unfit);
      case Expr.Starred starred -> unfit(starred.value());
      default -> Optional.of(target);
    };
  }

  /** The first part of an expression that cannot be deleted. */
  static Optional<Expr> undeletable(Expr target) {
    return switch (target) {
      case Expr.Starred starred -> Optional.of(starred);
      case Expr.Tuple tuple -> first(tuple.elements(), Targets::undeletable);
      case Expr.ListExpr list -> first(list.elements(), Targets::undeletable);
      default -> unfit(target);
    };
  }

  private static Optional<Expr> first(
      List<Expr> elements, Function<Expr, Optional<Expr>> unfitPart) {
    return elements.stream().flatMap(element -> unfitPart.apply(element).stream()).findFirst();
  }

  /** Whether an expression is a single target, as one operator or annotation needs it. */
  static boolean isSingle(Expr target) {
    return target instanceof Expr.Name
        || target instanceof Expr.Attribute
        || target instanceof Expr.Subscript
        || target instanceof Expr.Broken;
  }

  static String describe(Expr expr) {
    return switch (expr) {
      case Expr.Call call -> "a call";
      case Expr.Compare compare -> "a comparison";
      case Expr.Lambda lambda -> "a lambda";
      case Expr.IfExp choice -> "a conditional expression";
      case Expr.StringLiteral literal -> "a literal";
      case Expr.NumberLiteral literal -> "a literal";
      case Expr.JoinedString joined -> "an f-string";
      case Expr.BooleanLiteral literal -> literal.value() ? "`True`" : "`False`";
      case Expr.NoneLiteral none -> "`None`";
      case Expr.EllipsisLiteral ellipsis -> "`...`";
      case Expr.Tuple tuple -> "a tuple";
      case Expr.ListExpr list -> "a list";
      case Expr.Starred starred -> "a starred expression";
      default -> "this expression";
    };
  }
}
