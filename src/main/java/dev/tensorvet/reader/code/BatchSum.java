package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Costs;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A variable that a loop over a loader adds to batch by batch, divided by the length of something,
 * or by another variable to which the loop adds how many samples each batch has.
 *
 * @param sum the variable, as the division reads it
 * @param loader what gives the batches
 * @param added what is added to it, in the order of the text
 * @param division the division
 * @param measured what has the length, or the variable that counts
 * @param isCounted whether a variable counts the samples
 */
record BatchSum(
    Expr.Name sum,
    Expr loader,
    List<Stmt.AugAssign> added,
    Node division,
    Expr measured,
    boolean isCounted) {

  private static final int DEEPEST = 6;

  /** Shows each sum of a file. */
  static void each(SourceModule module, Consumer<BatchSum> visitor) {
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
    boolean isCounted = denominator instanceof Expr.Name;
    Optional<Expr> measured = isCounted ? Optional.of(denominator) : measured(denominator, module);
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
    return isOfOneLoader && isOfAll && (!isCounted || countsSamples(denominator, loops, module))
        ? Optional.of(
            new BatchSum(
                sum.get(), batches(loops.getFirst()), added, division, measured.get(), isCounted))
        : Optional.empty();
  }

  /** Whether a variable starts at nothing, and each turn of some loops adds its samples. */
  private static boolean countsSamples(Expr counter, List<Stmt.For> loops, SourceModule module) {
    if (!(module.resolve(counter) instanceof VariableEntity variable)) {
      return false;
    }
    List<BindingSite> sites = inCharge(variable.binding().sites(), counter, module);
    List<Stmt.For> counting = new ArrayList<>();
    for (BindingSite site : sites) {
      if (site.node() instanceof Stmt.AugAssign more
          && more.operator() == Expr.BinaryOperator.ADD
          && isBatchSize(more.value(), module)) {
        loop(more, module).ifPresent(counting::add);
      } else if (!isStart(site)) {
        return false;
      }
    }
    return !counting.isEmpty()
        && ids(counting).equals(ids(loops))
        && sites.stream()
            .filter(BatchSum::isStart)
            .noneMatch(
                start ->
                    loops.stream().anyMatch(each -> each.span().contains(start.node().span())));
  }

  private static Set<Integer> ids(List<Stmt.For> loops) {
    return loops.stream().map(Stmt.For::id).collect(Collectors.toSet());
  }

  /** {@code batch_size}, {@code x.size(0)}, {@code x.shape[0]} or {@code len(x)} */
  static boolean isBatchSize(Expr size, SourceModule module) {
    return switch (LastValues.source(size, module)) {
      case Expr.Call call when call.arguments().size() == 1 ->
          CodeCalls.isCall(call, PythonFunctions::measures, module)
              || (call.callee() instanceof Expr.Attribute method
                  && Costs.givesSize(method.name())
                  && isZero(call.arguments().getFirst()));
      case Expr.Subscript item ->
          item.value() instanceof Expr.Attribute shape
              && Costs.givesSize(shape.name())
              && isZero(item.index());
      case Expr.NumberLiteral number when CodeCalls.number(number).orElse(-1) == 1 -> false;
      default -> Losses.isBatchSize(CodeCalls.text(size, module));
    };
  }

  /** Whether an axis or an index is the first. */
  static boolean isZero(Expr axis) {
    return CodeCalls.number(axis).orElse(-1) == 0;
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
    return !isCounted && CodeCalls.text(measured, module).equals(CodeCalls.text(loader, module));
  }

  /**
   * Whether the samples are: {@code len(loader.dataset)}, what the loader is made of, or the sizes
   * of the batches.
   */
  boolean countsSamples(SourceModule module) {
    boolean isOfLoader =
        measured instanceof Expr.Attribute member
            && member.name().equals(DataLoading.DATASET.name())
            && CodeCalls.text(member.value(), module).equals(CodeCalls.text(loader, module));
    return isCounted
        || isOfLoader
        || made(module)
            .flatMap(made -> CodeCalls.argument(made, DataLoading.DATASET))
            .filter(set -> CodeCalls.text(set, module).equals(CodeCalls.text(measured, module)))
            .isPresent();
  }

  /** Whether the code says that something gives batches, and these are of more than one sample. */
  boolean isOfBatches(SourceModule module) {
    Optional<Expr.Call> made = made(module);
    if (made.isPresent()) {
      return batchSize(made.get())
          .filter(size -> CodeCalls.number(LastValues.source(size, module)).orElse(-1) != 1)
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
    return CodeCalls.argument(made, DataLoading.BATCH_SIZE);
  }
}
