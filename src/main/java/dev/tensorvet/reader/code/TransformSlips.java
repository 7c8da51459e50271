package dev.tensorvet.reader.code;

import dev.tensorvet.facts.DataRole;
import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.framework.Transforms;
import dev.tensorvet.framework.Transforms.Stage;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the sequences of transforms that a file writes out. */
final class TransformSlips {

  private final SourceModule module;
  private final List<DataSlip> found = new ArrayList<>();

  TransformSlips(SourceModule module) {
    this.module = module;
  }

  List<DataSlip> read() {
    if (Transforms.mayTransform(module.file().text())) {
      module
          .tree()
          .walk(
              node -> {
                switch (node) {
                  case Expr.Call call -> {
                    sequence(call).ifPresent(this::order);
                    channels(call);
                  }
                  case Stmt.Assign assign -> statistics(assign);
                  default -> {}
                }
              });
    }
    return found;
  }

  /** One step of a sequence. */
  private record Step(Expr.Call call, Stage stage) {}

  /** The steps of a sequence, if each of them is a transform of torchvision's. */
  private Optional<List<Step>> sequence(Expr value) {
    if (!CodeCalls.isCall(value, Transforms::isImageSequence, module)
        || !(value instanceof Expr.Call call)
        || call.arguments().isEmpty()
        || !(call.arguments().getFirst() instanceof Expr.ListExpr list)) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    for (Expr element : list.elements()) {
      if (!(element instanceof Expr.Call step)) {
        return Optional.empty();
      }
      steps.add(
          new Step(
              step,
              CodeCalls.library(step.callee(), module)
                  .filter(Transforms::isOfImages)
                  .map(Transforms::stage)
                  .orElse(Stage.OPEN)));
    }
    return Optional.of(steps);
  }

  // --- one sequence

  private void order(List<Step> steps) {
    boolean isTensor = false;
    boolean isScaled = false;
    boolean isOpen = false;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.stage() == Stage.OPEN) {
        scaledTwice(step, isScaled && !isOpen);
        isOpen = true;
      }
      boolean wantsTensor = step.stage() == Stage.NORMALISE || wantsTensor(step);
      if (wantsTensor && !isTensor && !isOpen) {
        tensorBehind(steps.subList(i, steps.size()))
            .ifPresent(maker -> add(Kind.TENSOR_TOO_LATE, step.call(), Optional.of(maker.call())));
      }
      if (step.stage() == Stage.NORMALISE) {
        numbers(step, isScaled && !isOpen);
      }
      isTensor |= step.stage() == Stage.TO_INTEGER || step.stage() == Stage.TO_FLOAT;
      isScaled |= isCalled(step, Transforms::scales);
    }
  }

  private boolean wantsTensor(Step step) {
    return isCalled(step, Transforms::wantsTensor);
  }

  private boolean isCalled(Step step, Predicate<String> ofKind) {
    return CodeCalls.isCall(step.call(), ofKind, module);
  }

  private Optional<Step> tensorBehind(List<Step> steps) {
    return steps.stream()
        .takeWhile(step -> !isCalled(step, Transforms::makesImage))
        .filter(step -> isCalled(step, Transforms::makesTensor))
        .findFirst();
  }

  private void scaledTwice(Step step, boolean isScaled) {
    boolean divides =
        isScaled
            && step.call().arguments().size() == 1
            && step.call().arguments().getFirst() instanceof Expr.Lambda lambda
            && lambda.body() instanceof Expr.BinOp division
            && division.operator() == Expr.BinaryOperator.DIV
            && division.left() instanceof Expr.Name
            && number(division.right()).filter(n -> n == Transforms.MOST).isPresent();
    if (divides) {
      add(Kind.SCALED_TWICE, step.call(), Optional.empty());
    }
  }

  private void numbers(Step step, boolean isScaled) {
    List<Double> means = statistics(step, Transforms.MEAN);
    List<Double> spreads = statistics(step, Transforms.SPREAD);
    if (isScaled && means.stream().anyMatch(mean -> Math.abs(mean) > Transforms.HIGHEST_MEAN)) {
      add(Kind.STATISTICS_OF_BYTES, step.call(), Optional.empty());
    } else if (spreads.stream().anyMatch(spread -> spread <= 0)) {
      add(Kind.SPREAD_NOT_POSITIVE, step.call(), Optional.empty());
    } else if (Transforms.areSwapped(means, spreads)) {
      add(Kind.STATISTICS_SWAPPED, step.call(), Optional.empty());
    }
  }

  private List<Double> statistics(Step step, Parameter parameter) {
    Optional<Expr> given = CodeCalls.argument(step.call(), parameter);
    Optional<Expr> value =
        given.map(expression -> CodeCalls.onlyValue(expression, module).orElse(expression));
    List<Expr> elements =
        value
            .map(
                expression ->
                    switch (expression) {
                      case Expr.ListExpr list -> list.elements();
                      case Expr.Tuple tuple -> tuple.elements();
                      default -> List.<Expr>of();
                    })
            .orElse(List.of());
    List<Double> numbers = elements.stream().flatMap(element -> number(element).stream()).toList();
    return numbers.size() == elements.size() ? numbers : List.of();
  }

  private static Optional<Double> number(Expr value) {
    return switch (value) {
      case Expr.NumberLiteral number when number.kind() != Expr.NumberKind.IMAGINARY ->
          decimal(number.text());
      case Expr.UnaryOp minus when minus.operator() == Expr.UnaryOperator.MINUS ->
          number(minus.operand()).map(n -> -n);
      default -> Optional.empty();
    };
  }

  private static Optional<Double> decimal(String text) {
    return text.matches("[0-9.]+(?:[eE][-+]?[0-9]+)?")
        ? Optional.of(Double.valueOf(text))
        : Optional.empty();
  }

  // --- a sequence and its dataset

  private void channels(Expr.Call dataset) {
    if (!CodeCalls.isCall(dataset, Transforms::isGrey, module)) {
      return;
    }
    dataset
        .keyword(Transforms.OF_DATASET)
        .map(value -> CodeCalls.onlyValue(value, module).orElse(value))
        .flatMap(this::sequence)
        .filter(steps -> steps.stream().noneMatch(s -> s.stage() == Stage.OPEN || isGreyscale(s)))
        .stream()
        .flatMap(List::stream)
        .filter(step -> step.stage() == Stage.NORMALISE)
        .filter(step -> statistics(step, Transforms.MEAN).size() == Transforms.COLOURS)
        .forEach(step -> add(Kind.CHANNELS_DIFFER, step.call(), Optional.of(dataset)));
  }

  private boolean isGreyscale(Step step) {
    return isCalled(step, Transforms::changesChannels);
  }

  // --- two sequences

  /**
   * The two sequences for training and evaluation that stand in one block, or in one dictionary.
   */
  private void statistics(Stmt.Assign assign) {
    Optional<Expr> evaluation = Optional.empty();
    List<Expr> training = new ArrayList<>();
    if (assign.value() instanceof Expr.Dict dict) {
      for (Node.DictItem item : dict.items()) {
        if (item.key().orElse(item.value()) instanceof Expr.StringLiteral key) {
          DataRole role = DataRole.ofName(key.value());
          if (role == DataRole.TRAINING) {
            training.add(item.value());
          } else if (role == DataRole.EVALUATION) {
            evaluation = Optional.of(item.value());
          }
        }
      }
    } else if (role(assign) == DataRole.EVALUATION) {
      evaluation = Optional.of(assign.value());
      for (Stmt other : CodeCalls.block(assign, module.tree())) {
        if (other instanceof Stmt.Assign one && role(one) == DataRole.TRAINING) {
          training.add(one.value());
        }
      }
    }
    if (training.size() == 1 && evaluation.isPresent()) {
      compare(training.getFirst(), evaluation.get());
    }
  }

  private DataRole role(Stmt.Assign assign) {
    return assign.targets().getFirst() instanceof Expr.Name name
            && sequence(assign.value()).isPresent()
        ? DataRole.ofName(name.name())
        : DataRole.UNKNOWN;
  }

  private void compare(Expr training, Expr evaluation) {
    List<Step> one = normalisations(training);
    List<Step> other = normalisations(evaluation);
    if (one.size() == 1 && other.size() == 1) {
      boolean differ =
          differ(one.getFirst(), other.getFirst(), Transforms.MEAN)
              || differ(one.getFirst(), other.getFirst(), Transforms.SPREAD);
      if (differ) {
        add(Kind.STATISTICS_DIFFER, other.getFirst().call(), Optional.of(one.getFirst().call()));
      }
    }
  }

  private boolean differ(Step one, Step other, Parameter parameter) {
    List<Double> first = statistics(one, parameter);
    List<Double> second = statistics(other, parameter);
    return !first.isEmpty() && !second.isEmpty() && !first.equals(second);
  }

  private List<Step> normalisations(Expr value) {
    return sequence(value).orElse(List.of()).stream()
        .filter(step -> step.stage() == Stage.NORMALISE)
        .toList();
  }

  private void add(Kind kind, Expr.Call at, Optional<Expr.Call> other) {
    found.add(
        new DataSlip(
            kind,
            CodeCalls.place(at, module),
            CodeCalls.text(at.callee(), module),
            other.map(node -> CodeCalls.place(node, module)),
            Optional.empty()));
  }
}
