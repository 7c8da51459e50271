package dev.tensorvet.reader.code;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.HashSet;
import java.util.Set;

/** What a loop does with the objects that it is given. */
final class Loops {

  private Loops() {}

  /**
   * Whether the objects that a loop binds are only looked at: their attributes are read and set,
   * they are passed to functions that stand alone as a statement, but none is called, returned or
   * put anywhere.
   */
  static boolean onlyTouches(Stmt.For loop, Tree tree) {
    Set<String> bound = new HashSet<>();
    Tree.walk(
        loop.target(),
        node -> {
          if (node instanceof Expr.Name name) {
            bound.add(name.name());
          }
        });
    boolean[] touchesOnly = {true};
    for (Stmt statement : loop.body()) {
      Tree.walk(
          statement,
          node -> {
            if (node instanceof Expr.Name name && bound.contains(name.name())) {
              touchesOnly[0] &= isTouch(name, tree);
            }
          });
    }
    return touchesOnly[0];
  }

  private static boolean isTouch(Expr.Name object, Tree tree) {
    Node parent = tree.parent(object).orElse(object);
    return switch (parent) {
      case Expr.Attribute member -> true;
      case Expr.Compare comparison -> true;
      case Expr.Call call when call.callee().id() == object.id() -> false;
      case Expr.Call call -> isTest(call) || (isStatement(call, tree) && !isAppend(call));
      default -> false;
    };
  }

  private static boolean isTest(Expr.Call call) {
    return call.callee() instanceof Expr.Name name
        && (name.name().equals("isinstance")
            || name.name().equals("hasattr")
            || name.name().equals("type"));
  }

  private static boolean isStatement(Expr.Call call, Tree tree) {
    return tree.parent(call).orElse(call) instanceof Stmt.ExprStmt;
  }

  private static boolean isAppend(Expr.Call call) {
    return call.callee() instanceof Expr.Attribute method
        && (method.name().equals("append")
            || method.name().equals("add")
            || method.name().equals("insert")
            || method.name().equals("add_module"));
  }
}
