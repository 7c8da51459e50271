package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse.Action.Kind;
import dev.tensorvet.framework.Jax;
import dev.tensorvet.framework.Journals;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.framework.TrainingWords;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the calls of code do, told by what they are called. */
final class NamedActions {

  private final NamedFunctions functions;
  private final Map<Code, List<Node>> events = new HashMap<>();

  NamedActions(NamedFunctions functions) {
    this.functions = functions;
  }

  /** The calls and loops of code in the order in which they happen: arguments before their call. */
  List<Node> events(Code code) {
    return events.computeIfAbsent(code, NamedActions::eventsIn);
  }

  private static List<Node> eventsIn(Code code) {
    List<Node> events = new ArrayList<>();
    code.walk(
        node -> {
          if (node instanceof Expr.Call || node instanceof Stmt.For) {
            events.add(node);
          }
        });
    events.sort(
        Comparator.comparingInt(
            node -> node instanceof Stmt.For loop ? loop.iterable().end() : node.end()));
    return events;
  }

  /** Whether a loop goes through batches, or through what is made of them. */
  boolean areBatches(Expr iterable, Code code) {
    return TrainingWords.areBatches(code.view().text(iterable))
        || Tree.holds(
            iterable,
            node ->
                node instanceof Expr.Name name
                    && functions.locals(code).getOrDefault(name.name(), List.of()).stream()
                        .flatMap(made -> made.arguments().stream())
                        .anyMatch(from -> TrainingWords.areBatches(code.view().text(from))));
  }

  Optional<Kind> kind(Expr.Call call, Code code, Set<String> learntFrom) {
    Optional<String> library = code.view().library(call.callee());
    if (library.filter(Jax::appliesUpdates).isPresent()) {
      return Optional.of(Kind.STEP);
    }
    if (library.filter(Processes::saves).isPresent()) {
      return Optional.of(Kind.SAVE);
    }
    if (library.filter(Jax::computesLoss).isPresent()
        || code.survey().roleOf(call).filter(Role.LOSS_FUNCTION::equals).isPresent()) {
      return Optional.of(Kind.LOSS);
    }
    String name = CodeView.name(call);
    Optional<Kind> byMethod =
        call.callee() instanceof Expr.Attribute method
            ? method(name, method.value(), call, code)
            : Optional.empty();
    if (byMethod.isPresent()) {
      return byMethod;
    }
    if (TrainingMethod.CLIP_GRADIENTS.isNamed(name)) {
      return Optional.of(Kind.CLIP);
    }
    boolean isGivenNothing = call.arguments().isEmpty() && call.keywords().isEmpty();
    if (isGivenNothing || NamedFunctions.type(call.callee(), code).isPresent()) {
      return Optional.empty();
    }
    if (TrainingWords.isLoss(name) && code.survey().roleOf(call).isEmpty()) {
      return Optional.of(Kind.LOSS);
    }
    return library.isEmpty() && call.callee() instanceof Expr.Name && gives(call, code, learntFrom)
        ? Optional.of(Kind.FORWARD)
        : Optional.empty();
  }

  private static Optional<Kind> method(String name, Expr owner, Expr.Call call, Code code) {
    String of = code.view().text(owner);
    if (Jax.appliesGradients(name)) {
      return Optional.of(Kind.STEP);
    }
    if (Journals.savesState(name)) {
      return Optional.of(Kind.SAVE);
    }
    if (Jax.appliesModule(name) && !call.arguments().isEmpty()) {
      return Optional.of(Kind.FORWARD);
    }
    if (code.function().flatMap(FunctionEntity::owner).filter(o -> isTrainer(o, code)).isPresent()
        && name.equals(ManualOptimization.STEP)) {
      return Optional.of(Kind.BACKWARD);
    }
    return TrainingMethod.of(name)
        .flatMap(
            method ->
                switch (method) {
                  case ZERO_GRADIENTS -> Optional.of(Kind.ZERO);
                  case BACKWARD, MANUAL_BACKWARD -> Optional.of(Kind.BACKWARD);
                  case UNSCALE -> Optional.of(Kind.UNSCALE);
                  case CLIP_GRADIENTS -> Optional.of(Kind.CLIP);
                  case STEP ->
                      TrainingWords.isScheduler(of)
                          ? Optional.of(Kind.SCHEDULE)
                          : TrainingWords.isOptimizer(of) || TrainingWords.isScaler(of)
                              ? Optional.of(Kind.STEP)
                              : Optional.empty();
                  case UPDATE ->
                      TrainingWords.isScaler(of)
                          ? Optional.of(Kind.SCALE_UPDATE)
                          : TrainingWords.isOptimizer(of)
                                  && Jax.mayUse(code.view().module().file().text())
                              ? Optional.of(Kind.STEP)
                              : Optional.empty();
                  case TRAIN ->
                      call.arguments().isEmpty() ? Optional.of(Kind.TRAIN_MODE) : Optional.empty();
                  case EVAL ->
                      call.arguments().isEmpty() ? Optional.of(Kind.EVAL_MODE) : Optional.empty();
                  case LOAD_STATE -> Optional.of(Kind.LOAD);
                  case APPEND, ADD, SET_EPOCH -> Optional.empty();
                });
  }

  /** Whether a call gives what a loss is computed from, or a loss. */
  private static boolean gives(Expr.Call call, Code code, Set<String> learntFrom) {
    Optional<Stmt> statement = code.survey().module().tree().statement(call);
    return statement.isPresent()
        && statement.get() instanceof Stmt.Assign assign
        && assign.value() == call
        && assign.targets().stream()
            .anyMatch(
                target ->
                    Tree.holds(
                        target,
                        node ->
                            node instanceof Expr.Name name && learntFrom.contains(name.name())));
  }

  /** The names of what losses are given, and of the losses. */
  Set<String> learntFrom(Code code) {
    Set<String> names = new HashSet<>();
    for (Node event : events(code)) {
      if (event instanceof Expr.Call call) {
        Optional<Kind> kind = kind(call, code, Set.of());
        if (kind.filter(Kind.LOSS::equals).isPresent()) {
          call.arguments().forEach(argument -> addNames(argument, names));
          call.keywords().forEach(keyword -> addNames(keyword.value(), names));
        } else if (kind.filter(Kind.BACKWARD::equals).isPresent()
            && call.callee() instanceof Expr.Attribute method) {
          addNames(method.value(), names);
        }
      }
    }
    return names;
  }

  private static void addNames(Expr value, Set<String> to) {
    Tree.walk(
        value,
        node -> {
          if (node instanceof Expr.Name name) {
            to.add(name.name());
          }
        });
  }

  static String subject(Kind kind, Expr.Call call, Code code) {
    return switch (kind) {
      case FORWARD, LOSS, CLIP -> code.view().line(call.callee());
      case DRAW, BACKWARD, SAVE, BLEND -> "";
      default ->
          call.callee() instanceof Expr.Attribute method
                  && code.view().library(call.callee()).isEmpty()
              ? code.view().line(method.value())
              : code.view().line(call.callee());
    };
  }

  static boolean isTrainer(ClassEntity type, Code code) {
    return code.survey().role(type).filter(Role.TRAINER::equals).isPresent();
  }
}
