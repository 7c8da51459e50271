package dev.tensorvet.reader.code;

import dev.tensorvet.facts.BatchCount;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the sums of right samples, counted batch by batch over a loader, that are divided by the
 * number of batches.
 */
final class BatchCounts implements CodeReader<BatchCount> {

  private static final int DEEPEST = 6;

  @Override
  public Class<BatchCount> kind() {
    return BatchCount.class;
  }

  @Override
  public List<BatchCount> read(SourceModule module) {
    List<BatchCount> found = new ArrayList<>();
    BatchSum.each(
        module,
        sum -> {
          if (sum.countsBatches(module)
              && sum.isOfBatches(module)
              && sum.added().stream().allMatch(more -> isCount(more.value(), DEEPEST, module))) {
            found.add(
                new BatchCount(
                    sum.sum().name(),
                    CodeCalls.text(sum.loader(), module),
                    CodeCalls.place(sum.added().getLast(), module),
                    CodeCalls.place(sum.division(), module),
                    CodeCalls.place(sum.measured(), module)));
          }
        });
    return found;
  }

  /** {@code (predicted == labels).sum().item()} */
  private static boolean isCount(Expr value, int depth, SourceModule module) {
    if (depth == 0 || !(value instanceof Expr.Call call)) {
      return false;
    }
    if (call.callee() instanceof Expr.Attribute method && call.arguments().isEmpty()) {
      return Metrics.counts(method.name())
          ? isComparison(method.value(), depth - 1)
          : Metrics.keeps(method.name()) && isCount(method.value(), depth - 1, module);
    }
    if (call.arguments().size() != 1) {
      return false;
    }
    Expr only = call.arguments().getFirst();
    return module.resolve(call.callee()) instanceof LibraryEntity library
        && (Metrics.countsAsFunction(library.qualifiedName())
            ? isComparison(only, depth - 1)
            : PythonFunctions.makesNumber(library.qualifiedName())
                && isCount(only, depth - 1, module));
  }

  private static boolean isComparison(Expr value, int depth) {
    if (depth == 0) {
      return false;
    }
    return switch (value) {
      case Expr.Compare test ->
          test.operators().size() == 1 && test.operators().getFirst() == Expr.CompareOperator.EQUAL;
      case Expr.Call call when call.callee() instanceof Expr.Attribute method ->
          Metrics.compares(method.name())
              || (Metrics.keeps(method.name()) && isComparison(method.value(), depth - 1));
      default -> false;
    };
  }
}
