package dev.tensorvet.reader.code;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Keras;
import dev.tensorvet.reader.code.KerasStack.Activation;
import dev.tensorvet.reader.code.KerasStack.Layer;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds models of Keras whose layers, loss and labels do not fit each other. */
final class KerasModels {

  /** What a loss compares. */
  private enum Family {
    CLASSES,
    NUMBERED_CLASSES,
    YES_OR_NO,
    OTHER
  }

  /**
   * The loss that a model is compiled with.
   *
   * @param takesScores whether it is told to apply the softmax itself; empty when that is not seen
   * @param flag where it is told
   */
  private record Loss(
      Family family, Expr written, Optional<Boolean> takesScores, Optional<Expr> flag) {}

  private final SourceModule module;
  private final List<KerasSlip> found = new ArrayList<>();

  KerasModels(SourceModule module) {
    this.module = module;
  }

  List<KerasSlip> read() {
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call) {
                if (call.callee() instanceof Expr.Attribute method) {
                  method(call, method);
                }
                if (CodeCalls.isCall(
                    call, n -> Keras.isSequential(n) || Keras.isFunctional(n), module)) {
                  KerasStack.of(call, module).ifPresent(this::layers);
                }
              }
            });
    return found;
  }

  private void method(Expr.Call call, Expr.Attribute method) {
    switch (method.name()) {
      case "compile" ->
          KerasStack.of(method.value(), module).ifPresent(stack -> compiled(call, stack));
      case "fit" -> fitted(call, method.value());
      default -> {}
    }
  }

  // --- layers among themselves

  private void layers(KerasStack stack) {
    List<Layer> layers = stack.layers();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      int next = i + 1;
      while (next < layers.size() && Keras.isTransparent(layers.get(next).type())) {
        next++;
      }
      if (next == layers.size() || !Keras.isWeighted(layer.type())) {
        continue;
      }
      Activation activation = KerasStack.activation(layer, module);
      boolean isBeforeWeights = Keras.isDense(layers.get(next).type());
      if (activation == Activation.SOFTMAX && isBeforeWeights) {
        add(Kind.HIDDEN_SOFTMAX, layer.made(), layer.type(), Optional.of(layers.get(next).made()));
      } else if (activation == Activation.NONE
          && isBeforeWeights
          && isWide(layer)
          && hasActivations(layers)) {
        add(Kind.LINEAR_TWICE, layer.made(), layer.type(), Optional.of(layers.get(next).made()));
      }
    }
  }

  /** Few values between two layers are a projection, which may well be linear. */
  private boolean isWide(Layer layer) {
    OptionalInt units = new KerasStack(List.of(layer), false).units(module);
    return units.isPresent() && units.getAsInt() >= 16;
  }

  /** A model without any activation is meant to be linear. */
  private boolean hasActivations(List<Layer> layers) {
    return layers.stream()
        .limit(layers.size() - 1L)
        .map(layer -> KerasStack.activation(layer, module))
        .anyMatch(a -> a == Activation.OTHER);
  }

  // --- the loss

  private void compiled(Expr.Call compile, KerasStack stack) {
    Optional<Loss> told = CodeCalls.argument(compile, Keras.LOSS).flatMap(this::loss);
    Activation output = stack.output(module);
    OptionalInt units = stack.units(module);
    Optional<Expr> layer = stack.last().map(Layer::made);
    if (told.isEmpty() || layer.isEmpty()) {
      return;
    }
    Loss loss = told.get();
    if (loss.family != Family.OTHER) {
      places(stack);
    }
    boolean isOne = units.isPresent() && units.getAsInt() == 1;
    boolean isClasses = loss.family == Family.CLASSES || loss.family == Family.NUMBERED_CLASSES;
    if (output == Activation.SOFTMAX && isOne) {
      add(Kind.ONE_CLASS, layer.get(), text(loss.written), Optional.of(loss.written));
    } else if (isOne && isClasses && output != Activation.UNKNOWN) {
      add(Kind.ONE_VALUE_FOR_CLASSES, loss.written, text(loss.written), layer);
    } else if (loss.family == Family.YES_OR_NO
        && output == Activation.SOFTMAX
        && units.isPresent()
        && units.getAsInt() > 2) {
      add(Kind.CLASSES_APART, loss.written, text(loss.written), layer);
    } else if (loss.family != Family.OTHER) {
      scores(loss, output, layer.get());
    }
  }

  /** A last layer that works on each place of an image by itself, where one answer is wanted. */
  private void places(KerasStack stack) {
    List<Layer> after = new ArrayList<>();
    for (Layer layer : stack.layers().reversed()) {
      if (Keras.keepsPlaces(layer.type())) {
        if (after.stream().anyMatch(l -> Keras.isDense(l.type()))) {
          Layer first =
              after.reversed().stream()
                  .filter(l -> Keras.isDense(l.type()))
                  .findFirst()
                  .orElseThrow();
          add(Kind.NOT_FLATTENED, first.made(), layer.type(), Optional.of(layer.made()));
        }
        return;
      }
      if (!Keras.leavesPlaces(layer.type())) {
        return;
      }
      after.add(layer);
    }
  }

  private void scores(Loss loss, Activation output, Expr layer) {
    boolean isNormalised =
        loss.family == Family.YES_OR_NO
            ? output == Activation.SIGMOID
            : output == Activation.SOFTMAX;
    if (loss.takesScores.equals(Optional.of(true)) && isNormalised) {
      found.add(
          new KerasSlip(
              Kind.PROBABILITIES_AS_SCORES,
              CodeCalls.place(loss.written, module),
              output == Activation.SIGMOID ? "a sigmoid" : "a softmax",
              Optional.of(CodeCalls.place(layer, module)),
              loss.flag.map(flag -> new TextEdit(flag.span(), "False"))));
    } else if (loss.takesScores.equals(Optional.of(false)) && output == Activation.NONE) {
      add(
          Kind.SCORES_AS_PROBABILITIES,
          loss.written,
          loss.family == Family.YES_OR_NO ? "sigmoid" : "softmax",
          Optional.of(layer));
    }
  }

  private Optional<Loss> loss(Expr written) {
    Expr value =
        written instanceof Expr.Name ? LastValues.of(written, module).orElse(written) : written;
    return switch (value) {
      case Expr.StringLiteral text ->
          Optional.of(new Loss(family(text.value()), value, Optional.of(false), Optional.empty()));
      case Expr.Call call ->
          CodeCalls.library(call.callee(), module)
              .filter(Keras::isLoss)
              .map(name -> made(name, call));
      default ->
          CodeCalls.library(value, module)
              .filter(Keras::isLoss)
              .map(
                  name ->
                      new Loss(family(last(name)), value, Optional.of(false), Optional.empty()));
    };
  }

  private static Loss made(String name, Expr.Call call) {
    Optional<Expr> flag =
        call.keyword(Keras.FROM_LOGITS).or(() -> call.arguments().stream().findFirst());
    Optional<Boolean> takesScores =
        flag.isEmpty() && !CodeCalls.isOpen(call)
            ? Optional.of(false)
            : flag.filter(Expr.BooleanLiteral.class::isInstance)
                .map(f -> ((Expr.BooleanLiteral) f).value());
    return new Loss(family(last(name)), call, takesScores, flag);
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Family family(String loss) {
    return switch (loss) {
      case "categorical_crossentropy", "CategoricalCrossentropy" -> Family.CLASSES;
      case "sparse_categorical_crossentropy", "SparseCategoricalCrossentropy" ->
          Family.NUMBERED_CLASSES;
      case "binary_crossentropy", "BinaryCrossentropy" -> Family.YES_OR_NO;
      default -> Family.OTHER;
    };
  }

  // --- what a model is trained on

  private void fitted(Expr.Call fit, Expr model) {
    ordered(fit);
    Optional<Expr> samples = CodeCalls.argument(fit, Keras.SAMPLES);
    Optional<KerasStack> stack = KerasStack.of(model, module);
    if (samples.isEmpty() || stack.isEmpty()) {
      return;
    }
    boolean isUnscaled =
        stack.get().isWhole()
            && !stack.get().layers().isEmpty()
            && stack.get().layers().stream().map(Layer::type).noneMatch(Keras::mayScale);
    if (isUnscaled) {
      rawImages(samples.get())
          .ifPresent(
              loaded ->
                  add(Kind.NOT_SCALED, samples.get(), text(samples.get()), Optional.of(loaded)));
    }
    labels(fit, model);
  }

  // --- samples in the order of their classes

  private void ordered(Expr.Call fit) {
    Optional<Expr> labels = CodeCalls.argument(fit, Keras.LABELS);
    Optional<Expr> split = fit.keyword(Keras.VALIDATION_SPLIT);
    if (labels.isPresent()
        && split.isPresent()
        && !Keras.mayShuffle(module.file().text())
        && isOrdered(labels.get(), 0)) {
      add(Kind.ORDERED_SPLIT, split.get(), text(labels.get()), labels);
    }
  }

  /** Whether labels are made of one class after the other. */
  private boolean isOrdered(Expr labels, int depth) {
    if (depth > 4) {
      return false;
    }
    return switch (labels) {
      case Expr.Name name ->
          LastValues.of(name, module).filter(value -> isOrdered(value, depth + 1)).isPresent();
      case Expr.BinOp sum when sum.operator() == Expr.BinaryOperator.ADD ->
          isOneClass(sum.left()) && isOneClass(sum.right());
      case Expr.Call call when !call.arguments().isEmpty() -> {
        Expr first = call.arguments().getFirst();
        if (CodeCalls.isCall(call, Keras::makesArray, module)) {
          yield isOrdered(first, depth + 1);
        }
        List<Expr> parts =
            switch (first) {
              case Expr.ListExpr list -> list.elements();
              case Expr.Tuple tuple -> tuple.elements();
              default -> List.of();
            };
        yield CodeCalls.isCall(call, Keras::joins, module)
            && parts.size() > 1
            && parts.stream().allMatch(this::isOneClass);
      }
      default -> false;
    };
  }

  /** {@code [0] * n} or an array of zeros, ones or another number. */
  private boolean isOneClass(Expr part) {
    return (part instanceof Expr.BinOp times
            && times.operator() == Expr.BinaryOperator.MULT
            && times.left() instanceof Expr.ListExpr list
            && list.elements().size() == 1)
        || CodeCalls.isCall(part, Keras::fills, module);
  }

  /** The call that loads images which reach the model as they are. */
  private Optional<Expr> rawImages(Expr samples) {
    Expr images = samples;
    while (images instanceof Expr.Subscript part) {
      images = part.value();
    }
    return images instanceof Expr.Name name
        ? LastValues.site(name, module)
            .flatMap(site -> module.tree().statement(site.node()))
            .filter(Stmt.Assign.class::isInstance)
            .map(assign -> ((Stmt.Assign) assign).value())
            .filter(value -> CodeCalls.isCall(value, Keras::loadsImages, module))
        : Optional.empty();
  }

  /** Vectors for a loss that takes numbers: the loss of the last compilation before. */
  private void labels(Expr.Call fit, Expr model) {
    Optional<Expr> labels = CodeCalls.argument(fit, Keras.LABELS);
    Optional<Expr> value =
        labels.flatMap(l -> l instanceof Expr.Name ? LastValues.of(l, module) : Optional.of(l));
    if (value.filter(v -> CodeCalls.isCall(v, Keras::makesOneHot, module)).isEmpty()) {
      return;
    }
    lastCompile(fit, model)
        .flatMap(compile -> CodeCalls.argument(compile, Keras.LOSS))
        .flatMap(this::loss)
        .filter(loss -> loss.family == Family.NUMBERED_CLASSES)
        .ifPresent(
            loss ->
                add(
                    Kind.VECTORS_AS_LABELS,
                    labels.get(),
                    text(labels.get()),
                    Optional.of(loss.written)));
  }

  /** The last compilation of a model above a place, in the same block. */
  private Optional<Expr.Call> lastCompile(Expr.Call fit, Expr model) {
    List<Expr.Call> compiles = new ArrayList<>();
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call
                  && call.end() <= fit.start()
                  && call.callee() instanceof Expr.Attribute method
                  && method.name().equals("compile")
                  && text(method.value()).equals(text(model))
                  && module.resolve(method.value()).equals(module.resolve(model))) {
                compiles.add(call);
              }
            });
    return compiles.isEmpty() ? Optional.empty() : Optional.of(compiles.getLast());
  }

  // ---

  private String text(Node node) {
    return CodeCalls.text(node, module);
  }

  private void add(Kind kind, Node at, String subject, Optional<? extends Node> other) {
    Optional<Place> second = other.map(node -> CodeCalls.place(node, module));
    found.add(new KerasSlip(kind, CodeCalls.place(at, module), subject, second, Optional.empty()));
  }
}
