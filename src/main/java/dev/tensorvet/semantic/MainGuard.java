package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.List;
import java.util.Optional;

/** {@code if __name__ == "__main__"}: what a file does only where it is run itself. */
public final class MainGuard {

  private MainGuard() {}

  /** Whether a condition is one. */
  public static boolean is(Expr test) {
    return test instanceof Expr.Compare compare
        && compare.left() instanceof Expr.Name name
        && name.name().equals("__name__")
        && compare.operators().equals(List.of(Expr.CompareOperator.EQUAL))
        && compare.comparators().getFirst() instanceof Expr.StringLiteral text
        && text.value().equals("__main__");
  }

  /** Whether a node stands under one. */
  public static boolean isAround(Node node, Tree tree) {
    Optional<Node> at = Optional.of(node);
    while (at.isPresent()) {
      if (at.get() instanceof Stmt.If branch && is(branch.test())) {
        return true;
      }
      at = tree.parent(at.get());
    }
    return false;
  }
}
