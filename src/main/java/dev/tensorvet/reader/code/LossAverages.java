package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LossAverage;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the averages of a loss that mix up samples and batches: the mean of each batch divided by
 * the number of samples, and the sum of each batch by the number of batches.
 */
final class LossAverages implements CodeReader<LossAverage> {

  private static final int DEEPEST = 6;

  @Override
  public Class<LossAverage> kind() {
    return LossAverage.class;
  }

  @Override
  public List<LossAverage> read(SourceModule module) {
    List<LossAverage> found = new ArrayList<>();
    if (Losses.mayCompute(module.file().text()) && !module.isTest()) {
      BatchSum.each(
          module,
          sum -> {
            boolean isWeighted = sum.countsBatches(module);
            if ((isWeighted || sum.countsSamples(module))
                && sum.isOfBatches(module)
                && !isScaled(sum.division(), module)
                && sum.added().stream()
                    .allMatch(more -> isOfLoss(more.value(), isWeighted, module))) {
              found.add(
                  new LossAverage(
                      sum.sum().name(),
                      batches(sum, module),
                      isWeighted,
                      CodeCalls.place(sum.added().getLast(), module),
                      CodeCalls.place(sum.division(), module),
                      CodeCalls.place(sum.measured(), module)));
            }
          });
    }
    return found;
  }

  /** What stands for the number of batches where the sum is divided by something else. */
  private static String batches(BatchSum sum, SourceModule module) {
    String loader = CodeCalls.text(sum.loader(), module);
    return sum.isCounted() ? "len(" + loader + ")" : loader;
  }

  /** Whether what is left is multiplied by something else, which may set it right. */
  private static boolean isScaled(Node division, SourceModule module) {
    return module.tree().parent(division).orElse(division) instanceof Expr.BinOp around
        && around.operator() == Expr.BinaryOperator.MULT
        && !(around.left() instanceof Expr.NumberLiteral)
        && !(around.right() instanceof Expr.NumberLiteral);
  }

  private static boolean isOfLoss(Expr added, boolean isWeighted, SourceModule module) {
    if (!isWeighted) {
      return isMean(added, DEEPEST, module);
    }
    return added instanceof Expr.BinOp product
        && product.operator() == Expr.BinaryOperator.MULT
        && ((BatchSum.isBatchSize(product.right(), module)
                && isMean(product.left(), DEEPEST, module))
            || (BatchSum.isBatchSize(product.left(), module)
                && isMean(product.right(), DEEPEST, module)));
  }

  /** Whether a value surely is a loss of the library that is a mean, or the sum of some. */
  private static boolean isMean(Expr value, int depth, SourceModule module) {
    if (depth == 0) {
      return false;
    }
    return switch (LastValues.source(value, module)) {
      case Expr.BinOp sum when sum.operator() == Expr.BinaryOperator.ADD ->
          isMean(sum.left(), depth - 1, module) && isMean(sum.right(), depth - 1, module);
      case Expr.Attribute member when Metrics.keeps(member.name()) ->
          isMean(member.value(), depth - 1, module);
      case Expr.Subscript first when BatchSum.isZero(first.index()) ->
          isMean(first.value(), depth - 1, module);
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method
              && (Metrics.keeps(method.name()) || isSum(call, method)) ->
          isMean(method.value(), depth - 1, module);
      case Expr.Call call when CodeCalls.isCall(call, PythonFunctions::makesNumber, module) ->
          call.arguments().size() == 1 && isMean(call.arguments().getFirst(), depth - 1, module);
      case Expr.Call call -> isMean(call, module);
      default -> false;
    };
  }

  /** The sum of one number is that number: it makes no sum of a mean. */
  private static boolean isSum(Expr.Call call, Expr.Attribute method) {
    return Metrics.counts(method.name()) && call.arguments().isEmpty();
  }

  private static boolean isMean(Expr.Call call, SourceModule module) {
    Optional<Loss> loss = Loss.of(call, module);
    if (loss.isPresent()) {
      return loss.get().isMean();
    }
    List<Expr> given = given(call.callee(), module);
    return !given.isEmpty()
        && given.stream()
            .allMatch(
                each ->
                    LastValues.maker(each, module)
                        .flatMap(options -> Loss.of(call, options, module))
                        .filter(Loss::isMean)
                        .isPresent());
  }

  /** What the file's own calls give for a parameter of a function. */
  private static List<Expr> given(Expr parameter, SourceModule module) {
    if (!(module.resolve(parameter) instanceof VariableEntity variable)
        || variable.binding().sites().size() != 1
        || variable.binding().sites().getFirst().kind() != BindingSite.Kind.PARAMETER
        || !(variable.binding().scope().node() instanceof Stmt.FunctionDef function)
        || !(module.definition(function) instanceof FunctionEntity entity)) {
      return List.of();
    }
    List<Expr> given = new ArrayList<>();
    for (Expr.Call call : module.callsOf(entity)) {
      int first = entity.owner().isPresent() ? 1 : 0;
      Optional<Expr> argument = argument(call, function, first, variable.binding().name());
      if (argument.isEmpty()) {
        return List.of();
      }
      given.add(argument.get());
    }
    return given;
  }

  /**
   * @param first the first parameter that a call gives: behind the object, of a method
   */
  private static Optional<Expr> argument(
      Expr.Call call, Stmt.FunctionDef function, int first, String parameter) {
    for (int i = first; i < function.parameters().all().size(); i++) {
      if (function.parameters().all().get(i).name().equals(parameter)) {
        return CodeCalls.argument(call, new Parameter(i - first, parameter));
      }
    }
    return Optional.empty();
  }
}
