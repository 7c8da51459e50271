package dev.tensorvet.interp;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Dim;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What code asks of sizes before it goes on: an assertion, or an {@code if} that raises otherwise.
 * The sizes of the inputs are found from it.
 */
final class Demands {

  private final Machine machine;

  Demands(Machine machine) {
    this.machine = machine;
  }

  /** A branch that is not known to be taken, or to be passed by. */
  void of(Stmt.If branch, Activation code) {
    if (isRaising(branch.body())) {
      learn(branch.test(), false, code);
    } else if (isRaising(branch.orElse())) {
      learn(branch.test(), true, code);
    } else {
      machine.decide(sizes(branch.test(), code));
    }
  }

  /** An assertion that is not known to hold. */
  void of(Stmt.Assert assertion, Activation code) {
    learn(assertion.test(), true, code);
  }

  /** The sizes of the inputs by which a branch is chosen. */
  private Set<String> sizes(Expr test, Activation code) {
    Set<String> sizes = new TreeSet<>();
    switch (test) {
      case Expr.UnaryOp not -> sizes.addAll(sizes(not.operand(), code));
      case Expr.BoolOp each -> each.values().forEach(value -> sizes.addAll(sizes(value, code)));
      case Expr.Compare compare when !calls(compare) -> {
        sizes.addAll(size(compare.left(), code).sizes());
        compare.comparators().forEach(other -> sizes.addAll(size(other, code).sizes()));
      }
      default -> {}
    }
    return sizes;
  }

  /** Whether a branch ends by raising. */
  static boolean isRaising(List<Stmt> body) {
    return !body.isEmpty() && body.getLast() instanceof Stmt.Raise;
  }

  /**
   * @param isMet what the test must be
   */
  private void learn(Expr test, boolean isMet, Activation code) {
    switch (test) {
      case Expr.UnaryOp not when not.operator() == Expr.UnaryOperator.NOT ->
          learn(not.operand(), !isMet, code);
      case Expr.BoolOp each when (each.operator() == Expr.BoolOperator.AND) == isMet ->
          each.values().forEach(value -> learn(value, isMet, code));
      case Expr.Compare compare when isEquality(compare, isMet) && !calls(compare) ->
          machine
              .trace()
              .equate(size(compare.left(), code), size(compare.comparators().getFirst(), code));
      default -> {}
    }
  }

  private static boolean isEquality(Expr.Compare compare, boolean isMet) {
    return compare
        .operators()
        .equals(List.of(isMet ? Expr.CompareOperator.EQUAL : Expr.CompareOperator.NOT_EQUAL));
  }

  /** Whether to read a value once more may do something once more. */
  private static boolean calls(Node read) {
    return Tree.holds(read, node -> node instanceof Expr.Call);
  }

  private Dim size(Expr read, Activation code) {
    return machine.expressions().value(read, code).asDim();
  }
}
