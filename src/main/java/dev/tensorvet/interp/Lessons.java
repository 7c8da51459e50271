package dev.tensorvet.interp;

import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.framework.MixedPrecision;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds how code of the project trains a model: what takes the steps, and what the backward pass
 * begins with. For one model.
 */
final class Lessons {

  /** Files that train; what is trained by more is trained in many ways. */
  private static final int MOST_FILES = 6;

  /** One of these names stands where something is learnt. */
  private static final List<String> LEARNING =
      List.of(TrainingMethod.BACKWARD.plainName(), ManualOptimization.STEP);

  private final Supplier<Machine> machines;
  private final Interpretation model;
  private final Machine machine;
  private final Map<Key, Boolean> ofModel = new HashMap<>();

  /** Nodes of different files have the same numbers. */
  private record Key(Path file, int node) {}

  private Lessons(Supplier<Machine> machines, Interpretation model) {
    this.machines = machines;
    this.model = model;
    this.machine = machines.get();
  }

  static Lesson of(LibraryText library, Ops ops, Interpretation model) {
    Supplier<Machine> machines =
        () ->
            new Machine(
                library,
                ops,
                true,
                false,
                new Assumptions(Map.of()),
                Uses.ofNone(),
                Budget.ofModel());
    Lessons lessons = new Lessons(machines, model);
    return new Lesson(
        lessons.modules().flatMap(module -> lessons.losses(module).stream()).findFirst(),
        lessons.modules().flatMap(module -> lessons.optimizers(module).stream()).findFirst());
  }

  /** Its own file first. */
  private Stream<SourceModule> modules() {
    SourceModule own = model.model().module();
    return Stream.concat(
        Stream.of(own),
        Stream.of(own)
            .flatMap(module -> LEARNING.stream().flatMap(name -> module.othersWith(name).stream()))
            .distinct()
            .limit(MOST_FILES));
  }

  /** Whether an expression stands for the model, or for what is chosen among it and others. */
  boolean isModel(Expr expr, SourceModule module) {
    Key key = new Key(module.path(), expr.id());
    Boolean known = ofModel.get(key);
    if (known == null) {
      known =
          isItself(expr, module)
              || isModel(machine, expr, module)
              || (expr instanceof Expr.Name name
                  && module.scopeAt(name).visible(name.name()).stream()
                      .flatMap(binding -> binding.sites().stream())
                      .flatMap(site -> site.value().stream())
                      .anyMatch(value -> isModel(machine, value, module)));
      ofModel.put(key, known);
    }
    return known;
  }

  /** Whether a name stands for the object of a method of the model. */
  private boolean isItself(Expr expr, SourceModule module) {
    return expr instanceof Expr.Name name
        && module.definition(module.scopeAt(name).node()) instanceof FunctionEntity method
        && method.selfName().equals(Optional.of(name.name()))
        && method.owner().equals(Optional.of(model.model()));
  }

  private boolean isModel(Machine machine, Expr expr, SourceModule module) {
    ClassEntity wanted = model.model();
    return attempt(() -> value(machine, expr, module))
        .filter(value -> value instanceof Instance object && object.type().equals(wanted))
        .isPresent();
  }

  private static PythonValue value(Machine machine, Expr expr, SourceModule module) {
    return machine.expressions().value(expr, machine.names().activation(module.scopeAt(expr)));
  }

  /** Empty where it comes to no end. */
  static <T> Optional<T> attempt(Supplier<T> action) {
    try {
      return Optional.of(action.get());
    } catch (Raised
        | Budget.Exceeded
        | Assumptions.Undecided
        | Assumptions.Unsized
        | Uses.Found undecided) {
      return Optional.empty();
    }
  }

  private static Stream<Expr.Call> calls(Node within) {
    List<Expr.Call> calls = new ArrayList<>();
    Tree.walk(
        within,
        node -> {
          if (node instanceof Expr.Call call) {
            calls.add(call);
          }
        });
    return calls.stream();
  }

  // --- what is learnt from

  private Optional<Lesson.Loss> losses(SourceModule module) {
    if (LEARNING.stream().noneMatch(module.file().text()::contains)) {
      return Optional.empty();
    }
    return Stream.concat(
            calls(module.scope().node()).flatMap(call -> learntFrom(call).stream()),
            returned(module))
        .flatMap(loss -> LossReading.of(loss, module, this, machines, model).stream())
        .findFirst();
  }

  /** What the steps give back to a framework that runs the loop. */
  private static Stream<Expr> returned(SourceModule module) {
    List<Expr> returned = new ArrayList<>();
    Tree.walk(
        module.scope().node(),
        node -> {
          if (node instanceof Stmt.Return result
              && module.scopeAt(result).node() instanceof Stmt.FunctionDef step
              && step.name().equals(ManualOptimization.STEP)) {
            result.value().flatMap(Lessons::loss).ifPresent(returned::add);
          }
        });
    return returned.stream();
  }

  /** The loss itself, or that of a dict. */
  private static Optional<Expr> loss(Expr returned) {
    return returned instanceof Expr.Dict dict
        ? dict.items().stream()
            .filter(
                item ->
                    item.key()
                        .filter(
                            key ->
                                key instanceof Expr.StringLiteral text
                                    && text.value().equals(LightningApi.LOSS))
                        .isPresent())
            .map(Node.DictItem::value)
            .findFirst()
        : Optional.of(returned);
  }

  /** What a backward pass begins with. */
  private static Optional<Expr> learntFrom(Expr.Call call) {
    if (!(call.callee() instanceof Expr.Attribute method)
        || !(TrainingMethod.BACKWARD.isNamed(method.name())
            || TrainingMethod.MANUAL_BACKWARD.isNamed(method.name()))) {
      return Optional.empty();
    }
    if (!call.arguments().isEmpty()) {
      return Optional.of(call.arguments().getFirst());
    }
    return method.value() instanceof Expr.Call scaled
            && scaled.callee() instanceof Expr.Attribute scale
            && MixedPrecision.scalesLoss(scale.name())
            && scaled.arguments().size() == 1
        ? Optional.of(scaled.arguments().getFirst())
        : Optional.of(method.value());
  }

  // --- what takes the steps

  private Optional<Lesson.Optimizer> optimizers(SourceModule module) {
    return Optimizers.mayOptimize(module.file().text())
        ? calls(module.scope().node()).flatMap(call -> optimizer(call, module).stream()).findFirst()
        : Optional.empty();
  }

  private Optional<Lesson.Optimizer> optimizer(Expr.Call call, SourceModule module) {
    return update(call, module)
        .filter(
            update ->
                argument(call, 0, Optimizers.PARAMETERS.name())
                    .filter(given -> trains(given, module))
                    .isPresent())
        .map(
            update -> {
              Map<String, Double> numbers = new HashMap<>();
              boolean isComplete =
                  call.keywords().stream()
                      .flatMap(keyword -> keyword.name().stream())
                      .allMatch(name -> isFollowed(name, update));
              for (int i = 0; i < update.parameters().size(); i++) {
                String name = update.parameters().get(i);
                Optional<Expr> given = argument(call, i + 1, name);
                isComplete &= given.isEmpty() || put(name, given.get(), module, numbers);
              }
              return new Lesson.Optimizer(update, text(call, module), numbers, isComplete);
            });
  }

  private static Optional<Expr> argument(Expr.Call call, int position, String name) {
    return position < call.arguments().size()
        ? Optional.of(call.arguments().get(position))
        : call.keyword(name);
  }

  private static boolean isFollowed(String parameter, Optimizers.Update update) {
    return parameter.equals(Optimizers.PARAMETERS.name())
        || update.parameters().contains(parameter)
        || Optimizers.Update.isOfComputation(parameter);
  }

  private static Optional<Optimizers.Update> update(Expr.Call call, SourceModule module) {
    boolean isNamed = call.callee() instanceof Expr.Name || call.callee() instanceof Expr.Attribute;
    return isNamed && module.resolve(call.callee()) instanceof LibraryEntity library
        ? Optimizers.Update.of(library.qualifiedName())
        : Optional.empty();
  }

  /** Whether parameters that are given are those of the model. */
  private boolean trains(Expr given, SourceModule module) {
    return calls(given)
        .anyMatch(
            call ->
                call.callee() instanceof Expr.Attribute method
                    && method.name().equals(Layers.PARAMETERS)
                    && isModel(method.value(), module));
  }

  private boolean put(String name, Expr given, SourceModule module, Map<String, Double> numbers) {
    PythonValue value =
        attempt(() -> value(machine, given, module)).orElseGet(PythonValue::unknown);
    List<PythonValue> parts =
        value instanceof PythonValue.Tuple tuple ? tuple.elements() : List.of();
    for (int i = 0; i < parts.size(); i++) {
      OptionalDouble part = number(parts.get(i));
      if (part.isEmpty()) {
        return false;
      }
      numbers.put(name + "." + i, part.getAsDouble());
    }
    number(value).ifPresent(number -> numbers.put(name, number));
    return !parts.isEmpty() || number(value).isPresent();
  }

  private static OptionalDouble number(PythonValue value) {
    return switch (value) {
      case PythonValue.Real real -> OptionalDouble.of(real.value());
      case PythonValue.Bool flag -> OptionalDouble.of(flag.value() ? 1 : 0);
      case PythonValue.Int whole when whole.value().known().isPresent() ->
          OptionalDouble.of((double) whole.value().known().getAsLong());
      default -> OptionalDouble.empty();
    };
  }

  static String text(Expr expr, SourceModule module) {
    String line = module.file().text(expr.span()).replaceAll("\\s+", " ");
    return line.length() > 80 ? line.substring(0, 77) + "..." : line;
  }
}
