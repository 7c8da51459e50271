package dev.tensorvet.interp;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What code asks of sizes before it goes on: an assertion, or an {@code if} that raises otherwise.
 * The sizes of the inputs are found from it.
 */
final class Demands {

  /** No tensor has more dimensions. */
  private static final int MOST_RANK = 8;

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
      machine.decide(symbols(branch.test(), code));
    }
  }

  /** What is asserted, and not known to hold. */
  void of(Expr asserted, Activation code) {
    learn(asserted, true, code);
  }

  /** The sizes and arguments by which a branch is chosen. */
  private Set<String> symbols(Expr test, Activation code) {
    Set<String> symbols = new TreeSet<>();
    switch (test) {
      case Expr.UnaryOp not -> symbols.addAll(symbols(not.operand(), code));
      case Expr.BoolOp each -> each.values().forEach(v -> symbols.addAll(symbols(v, code)));
      case Expr.Compare compare when !calls(compare) -> {
        symbols.addAll(size(compare.left(), code).symbols());
        compare.comparators().forEach(other -> symbols.addAll(size(other, code).symbols()));
      }
      default -> {}
    }
    return symbols;
  }

  /** Whether the code does not go on one of the two ways. */
  static boolean isCheck(Stmt.If branch) {
    return isRaising(branch.body()) || isRaising(branch.orElse());
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
      case Expr.Compare compare when isEquality(compare, isMet) && learnsRank(compare, code) -> {}
      case Expr.Compare compare when isEquality(compare, isMet) && !calls(compare) ->
          machine
              .trace()
              .equate(size(compare.left(), code), size(compare.comparators().getFirst(), code));
      default -> {}
    }
  }

  /** {@code x.ndim == 4}, {@code x.dim() == 4}, {@code len(x.shape) == 4} */
  private boolean learnsRank(Expr.Compare compare, Activation code) {
    Optional<TensorValue> tensor =
        ranked(compare.left())
            .filter(read -> !calls(read))
            .map(read -> machine.expressions().value(read, code))
            .filter(value -> value instanceof TensorValue)
            .map(value -> (TensorValue) value);
    OptionalLong rank = size(compare.comparators().getFirst(), code).known();
    if (tensor.isEmpty()
        || rank.isEmpty()
        || rank.getAsLong() < 0
        || rank.getAsLong() > MOST_RANK) {
      return false;
    }
    machine.trace().need(tensor.get(), Shape.ofRank((int) rank.getAsLong()));
    return true;
  }

  /** What an expression counts the dimensions of. */
  private static Optional<Expr> ranked(Expr read) {
    return switch (read) {
      case Expr.Attribute attribute when attribute.name().equals("ndim") ->
          Optional.of(attribute.value());
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method && method.name().equals("dim") ->
          Optional.of(method.value());
      case Expr.Call call
          when call.callee() instanceof Expr.Name length
              && length.name().equals("len")
              && call.arguments().size() == 1
              && call.arguments().getFirst() instanceof Expr.Attribute shape
              && shape.name().equals("shape") ->
          Optional.of(shape.value());
      default -> Optional.empty();
    };
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
