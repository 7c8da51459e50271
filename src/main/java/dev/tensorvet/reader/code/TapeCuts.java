package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Keras;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where NumPy stands between a result under a tape and all that it comes from: what NumPy computes
 * is a number to the tape.
 */
final class TapeCuts {

  private final Stmt.With with;
  private final SourceModule module;
  private final boolean isOfModel;
  private final List<Expr> cuts = new ArrayList<>();

  /**
   * @param sources what the gradient is asked of
   */
  private TapeCuts(Stmt.With with, Expr sources, SourceModule module) {
    this.with = with;
    this.module = module;
    this.isOfModel =
        LastValues.source(sources, module) instanceof Expr.Attribute variables
            && Keras.holdsVariables(variables.name());
  }

  /** The first place at which NumPy computes what a gradient is asked for, if it always does. */
  static Optional<Expr> first(Expr result, Expr sources, Stmt.With with, SourceModule module) {
    TapeCuts reader = new TapeCuts(with, sources, module);
    return reader.isCutOff(result, result.start())
        ? reader.cuts.stream().findFirst()
        : Optional.empty();
  }

  /**
   * Whether a tape sees nothing in a value that depends on weights.
   *
   * @param before where it is used
   */
  private boolean isCutOff(Expr value, int before) {
    return switch (value) {
      case Expr.NumberLiteral number -> true;
      case Expr.StringLiteral text -> true;
      case Expr.BooleanLiteral flag -> true;
      case Expr.NoneLiteral none -> true;
      case Expr.Name name -> isCutOff(name, before);
      case Expr.BinOp two -> isCutOff(two.left(), before) && isCutOff(two.right(), before);
      case Expr.UnaryOp one -> isCutOff(one.operand(), before);
      case Expr.Call call -> isCutOff(call, before);
      default -> false;
    };
  }

  private boolean isCutOff(Expr.Call call, int before) {
    if (computesPlainly(call)) {
      cuts.add(call);
      return true;
    }
    return isOfTensors(call)
        && call.arguments().stream().allMatch(given -> isCutOff(given, before))
        && call.keywords().stream().allMatch(given -> isCutOff(given.value(), before));
  }

  private boolean computesPlainly(Expr.Call call) {
    return CodeCalls.isCall(call, Keras::isOfNumpy, module)
        || (call.callee() instanceof Expr.Attribute method
            && Keras.givesNumpy(method.name())
            && call.arguments().isEmpty());
  }

  /** Whether a call computes with what it is given, and with nothing else. */
  private boolean isOfTensors(Expr.Call call) {
    return CodeCalls.isCall(call, Keras::computesTensors, module)
        || LastValues.of(call.callee(), module)
            .filter(made -> CodeCalls.isCall(made, Keras::isLoss, module))
            .isPresent();
  }

  private boolean isCutOff(Expr.Name name, int before) {
    for (Stmt statement : with.body().reversed()) {
      if (statement.end() > before) {
        continue;
      }
      if (statement instanceof Stmt.Assign assign
          && assign.targets().size() == 1
          && isNamed(assign.targets().getFirst(), name)) {
        return isCutOff(assign.value(), statement.start());
      }
      if (Tree.holds(statement, node -> changes(node, name))) {
        return false;
      }
    }
    return isOfModel && isData(name);
  }

  private static boolean isNamed(Node node, Expr.Name name) {
    return node instanceof Expr.Name other && other.name().equals(name.name());
  }

  private boolean changes(Node node, Expr.Name name) {
    return node instanceof Stmt.AugAssign more
        ? isNamed(more.target(), name)
        : isNamed(node, name) && LastValues.isTarget((Expr.Name) node, module.tree());
  }

  /** Whether a name is what a function is given, or what a loop takes: no weights of a model. */
  private boolean isData(Expr.Name name) {
    return module.resolve(name) instanceof VariableEntity variable
        && variable.binding().sites().stream()
            .allMatch(
                site ->
                    site.kind() == BindingSite.Kind.PARAMETER
                        || site.kind() == BindingSite.Kind.LOOP);
  }
}
