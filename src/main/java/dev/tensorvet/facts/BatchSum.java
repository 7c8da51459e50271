package dev.tensorvet.facts;

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
import java.util.function.Consumer;

/**
 * A variable that a loop over a loader adds to batch by batch, divided by the length of something.
 *
 * @param sum the variable, as the division reads it
 * @param loader what gives the batches
 * @param added what is added to it, in the order of the text
 * @param division the division
 * @param measured what has the length
 */
record BatchSum(
    Expr.Name sum, Expr loader, List<Stmt.AugAssign> added, Node division, Expr measured) {

  private static final int DEEPEST = 6;

  /** Shows each sum of a file. */
  static void each(SourceModule module, Consumer<BatchSum> visitor) {
    if (!module.file().text().contains("len(")) {
      return;
    }
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.BinOp division
                  && division.operator() == Expr.BinaryOperator.DIV) {
                of(division, division.left(), division.right(), module).ifPresent(visitor);
              } else if (node instanceof Stmt.AugAssign division
                  && division.operator() == Expr.BinaryOperator.DIV) {
                of(division, division.target(), division.value(), module).ifPresent(visitor);
              }
            });
  }

  private static Optional<BatchSum> of(
      Node division, Expr numerator, Expr denominator, SourceModule module) {
    Optional<Expr> measured = measured(denominator, module);
    Optional<Expr.Name> sum = variable(numerator, DEEPEST);
    if (measured.isEmpty()
        || sum.isEmpty()
        || !(module.resolve(sum.get()) instanceof VariableEntity variable)) {
      return Optional.empty();
    }
    List<Stmt.AugAssign> added = new ArrayList<>();
    List<BindingSite> sites = variable.binding().sites();
    for (BindingSite site : inCharge(sites, division, module)) {
      if (site.kind() == BindingSite.Kind.AUGMENTED
          && site.node() instanceof Stmt.AugAssign more
          && more.operator() == Expr.BinaryOperator.ADD) {
        added.add(more);
      } else if (!isStart(site) && site.node() != division) {
        return Optional.empty();
      }
    }
    List<Stmt.For> loops = added.stream().flatMap(more -> loop(more, module).stream()).toList();
    boolean isOfOneLoader =
        loops.size() == added.size()
            && loops.stream().map(each -> CodeCalls.text(batches(each), module)).distinct().count()
                == 1;
    boolean isOfAll =
        sites.stream()
            .filter(BatchSum::isStart)
            .noneMatch(
                start ->
                    loops.stream().anyMatch(each -> each.span().contains(start.node().span())));
    return isOfOneLoader && isOfAll
        ? Optional.of(
            new BatchSum(sum.get(), batches(loops.getFirst()), added, division, measured.get()))
        : Optional.empty();
  }

  /**
   * What gives the sum the value that a division reads: from where it is started on the way there,
   * as each phase of an epoch does anew. All that ever gives it one, where that is not seen.
   */
  private static List<BindingSite> inCharge(
      List<BindingSite> sites, Node division, SourceModule module) {
    List<BindingSite> before =
        sites.stream().filter(site -> site.node().start() <= division.start()).toList();
    for (int i = before.size() - 1; i >= 0; i--) {
      if (isStart(before.get(i)) && isOnTheWay(before.get(i), division, module)) {
        return before.subList(i, before.size());
      }
    }
    return sites;
  }

  private static boolean isOnTheWay(BindingSite start, Node division, SourceModule module) {
    return module.tree().statement(start.node()).stream()
        .flatMap(statement -> CodeCalls.block(statement, module.tree()).stream())
        .anyMatch(
            each -> each.start() > start.node().start() && each.span().contains(division.span()));
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

  private static Optional<Stmt.For> loop(Stmt statement, SourceModule module) {
    return CodeCalls.around(statement, module.tree()).stream()
        .filter(Stmt.For.class::isInstance)
        .map(Stmt.For.class::cast)
        .findFirst();
  }

  private static Expr batches(Stmt.For loop) {
    return batches(loop.iterable(), DEEPEST);
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

  /** Whether the batches are counted: {@code len(loader)}. */
  boolean countsBatches(SourceModule module) {
    return CodeCalls.text(measured, module).equals(CodeCalls.text(loader, module));
  }

  /** Whether the samples are: {@code len(loader.dataset)}, or what the loader is made of. */
  boolean countsSamples(SourceModule module) {
    boolean isOfLoader =
        measured instanceof Expr.Attribute member
            && member.name().equals(DataLoading.DATASET.name())
            && CodeCalls.text(member.value(), module).equals(CodeCalls.text(loader, module));
    return isOfLoader
        || made(module)
            .flatMap(made -> WrittenArguments.argument(made, DataLoading.DATASET))
            .filter(set -> CodeCalls.text(set, module).equals(CodeCalls.text(measured, module)))
            .isPresent();
  }

  /** Whether the code says that something gives batches, and these are of more than one sample. */
  boolean isOfBatches(SourceModule module) {
    Optional<Expr.Call> made = made(module);
    if (made.isPresent()) {
      return batchSize(made.get())
          .filter(size -> !(size instanceof Expr.NumberLiteral n && n.text().equals("1")))
          .isPresent();
    }
    return DataLoading.isLoaderName(
        switch (loader) {
          case Expr.Name name -> name.name();
          case Expr.Attribute attribute -> attribute.name();
          default -> "";
        });
  }

  /** The making of the library's loader, where the file shows it. */
  private Optional<Expr.Call> made(SourceModule module) {
    return module.resolve(loader) instanceof VariableEntity variable
        ? variable.binding().sites().stream()
            .flatMap(site -> site.value().stream())
            .filter(made -> CodeCalls.isCall(made, DataLoading::isPlainLoader, module))
            .map(Expr.Call.class::cast)
            .findFirst()
        : Optional.empty();
  }

  private static Optional<Expr> batchSize(Expr.Call made) {
    return WrittenArguments.argument(made, DataLoading.BATCH_SIZE);
  }
}
