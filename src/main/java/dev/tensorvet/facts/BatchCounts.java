package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    if (module.file().text().contains("len(")) {
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Expr.BinOp division
                    && division.operator() == Expr.BinaryOperator.DIV) {
                  read(division, division.left(), division.right(), module).ifPresent(found::add);
                } else if (node instanceof Stmt.AugAssign division
                    && division.operator() == Expr.BinaryOperator.DIV) {
                  read(division, division.target(), division.value(), module).ifPresent(found::add);
                }
              });
    }
    return found;
  }

  private static Optional<BatchCount> read(
      Node division, Expr numerator, Expr denominator, SourceModule module) {
    Optional<Expr> loader = measured(denominator, module);
    Optional<Expr.Name> sum = variable(numerator, DEEPEST);
    if (loader.isEmpty()
        || sum.isEmpty()
        || !isLoader(loader.get(), module)
        || !(module.resolve(sum.get()) instanceof VariableEntity variable)) {
      return Optional.empty();
    }
    String loaderText = module.file().text(loader.get().span());
    Optional<Node> added = Optional.empty();
    for (BindingSite site : variable.binding().sites()) {
      if (site.kind() == BindingSite.Kind.AUGMENTED
          && site.node() instanceof Stmt.AugAssign more
          && more.operator() == Expr.BinaryOperator.ADD) {
        if (!isCount(more.value(), DEEPEST, module) || !isInLoop(more, loaderText, module)) {
          return Optional.empty();
        }
        added = Optional.of(more);
      } else if (!isStart(site) && site.node() != division) {
        return Optional.empty();
      }
    }
    return added.map(
        node ->
            new BatchCount(
                sum.get().name(),
                loaderText,
                new Place(module.file(), node.span()),
                new Place(module.file(), division.span()),
                new Place(module.file(), loader.get().span())));
  }

  private static boolean isStart(BindingSite site) {
    return site.value().filter(v -> v instanceof Expr.NumberLiteral).isPresent();
  }

  /** {@code x} in {@code len(x)} */
  private static Optional<Expr> measured(Expr value, SourceModule module) {
    return value instanceof Expr.Call call
            && call.arguments().size() == 1
            && module.resolve(call.callee()) instanceof LibraryEntity library
        ? PythonFunctions.measures(library.qualifiedName())
            ? Optional.of(call.arguments().getFirst())
            : PythonFunctions.makesNumber(library.qualifiedName())
                ? measured(call.arguments().getFirst(), module)
                : Optional.empty()
        : Optional.empty();
  }

  /** The variable behind factors and conversions. */
  private static Optional<Expr.Name> variable(Expr value, int depth) {
    if (depth == 0) {
      return Optional.empty();
    }
    return switch (value) {
      case Expr.Name name -> Optional.of(name);
      case Expr.BinOp product when product.operator() == Expr.BinaryOperator.MULT ->
          product.left() instanceof Expr.NumberLiteral
              ? variable(product.right(), depth - 1)
              : product.right() instanceof Expr.NumberLiteral
                  ? variable(product.left(), depth - 1)
                  : Optional.empty();
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method && Metrics.keeps(method.name()) ->
          variable(method.value(), depth - 1);
      case Expr.Call call
          when call.callee() instanceof Expr.Name function
              && PythonFunctions.isNumber(function.name())
              && call.arguments().size() == 1 ->
          variable(call.arguments().getFirst(), depth - 1);
      default -> Optional.empty();
    };
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

  /** Whether the innermost loop around a statement takes the batches of a loader. */
  private static boolean isInLoop(Stmt statement, String loader, SourceModule module) {
    Optional<Node> around = module.tree().parent(statement);
    while (around.isPresent() && !(around.get() instanceof Stmt.FunctionDef)) {
      if (around.get() instanceof Stmt.For loop) {
        return module.file().text(batches(loop.iterable(), DEEPEST).span()).equals(loader);
      }
      around = module.tree().parent(around.get());
    }
    return false;
  }

  /** What is counted or shown on the way: {@code x} in {@code enumerate(tqdm(x))}. */
  private static Expr batches(Expr iterable, int depth) {
    return depth > 0
            && iterable instanceof Expr.Call call
            && !call.arguments().isEmpty()
            && call.callee() instanceof Expr.Name
        ? batches(call.arguments().getFirst(), depth - 1)
        : iterable;
  }

  /** Whether the code says that something gives batches, and these are of more than one sample. */
  private static boolean isLoader(Expr loader, SourceModule module) {
    if (module.resolve(loader) instanceof VariableEntity variable) {
      for (BindingSite site : variable.binding().sites()) {
        if (site.value().orElse(loader) instanceof Expr.Call made
            && module.resolve(made.callee()) instanceof LibraryEntity library
            && DataLoading.isPlainLoader(library.qualifiedName())) {
          return batchSize(made)
              .filter(size -> !(size instanceof Expr.NumberLiteral n && n.text().equals("1")))
              .isPresent();
        }
      }
    }
    return DataLoading.isLoaderName(
        switch (loader) {
          case Expr.Name name -> name.name();
          case Expr.Attribute attribute -> attribute.name();
          default -> "";
        });
  }

  private static Optional<Expr> batchSize(Expr.Call made) {
    return WrittenArguments.argument(made, DataLoading.BATCH_SIZE);
  }
}
