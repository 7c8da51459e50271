package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.facts.ProgramCourse.Action.Kind;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Jax;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.framework.TrainingWords;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Loops that no run could follow, read by the names of their calls: what is given to a function
 * from nowhere, picked by a name, or differentiated by JAX, has no class, but {@code
 * d.optim.zero_grad()} says what it does. Who reads such a course is told that it rests on names.
 */
final class NamedCourses {

  /** A step lies in helpers, but not that deep. */
  private static final int DEEPEST = 12;

  /** What code says that steps an optimizer. */
  private static final Pattern STEPS =
      Pattern.compile("\\.step\\s*\\(|\\.update\\s*\\(|apply_gradients|apply_updates");

  /** What code does, a function's or a file's own. */
  private record Code(FileSurvey survey, Optional<FunctionEntity> function) {

    Node node() {
      return function.map(FunctionEntity::node).orElse(survey.module().tree().root());
    }

    CodeView view() {
      return survey.view();
    }
  }

  /**
   * What is called, as far as the text tells.
   *
   * @param isGradient whether the gradient of the function is computed by the call
   */
  private record Meant(FunctionEntity function, boolean isGradient) {}

  /**
   * The calls of a file.
   *
   * @param named by the last word of what is called
   * @param bound the variables that hold a function wrapped, by the function's name
   */
  private record Calls(Map<String, List<Expr.Call>> named, Map<String, Set<String>> bound) {}

  private final Map<SourceModule, FileSurvey> surveys;
  private final Set<Place> told;
  private final Map<FileSurvey, Calls> calls = new HashMap<>();
  private final Map<Code, List<Node>> events = new HashMap<>();
  private final Map<Code, Map<String, Expr>> locals = new HashMap<>();
  private final Set<Code> learning = new LinkedHashSet<>();
  private final Set<Code> called = new HashSet<>();

  /**
   * @param told where runs have told that gradients are computed or used
   */
  NamedCourses(Map<SourceModule, FileSurvey> surveys, Set<Place> told) {
    this.surveys = surveys;
    this.told = told;
  }

  List<ProgramCourse> all() {
    Deque<Code> ahead = new ArrayDeque<>();
    for (FileSurvey survey : surveys.values()) {
      if (!survey.isTest() && STEPS.matcher(survey.module().file().text()).find()) {
        calls(survey).named().values().stream()
            .flatMap(List::stream)
            .map(call -> around(call, survey))
            .distinct()
            .filter(this::isUntold)
            .forEach(ahead::add);
      }
    }
    while (!ahead.isEmpty()) {
      Code code = ahead.pop();
      if (learning.add(code)) {
        ahead.addAll(callers(code));
      }
    }
    List<ProgramCourse> courses = new ArrayList<>();
    for (Code code : learning) {
      if (!called.contains(code)) {
        List<Action> actions = new ArrayList<>();
        read(code, List.of(), Map.of(), actions);
        ProgramCourse course =
            new ProgramCourse(
                code.survey().module().file(),
                code.function(),
                List.of(),
                actions,
                List.of(),
                Optional.empty());
        if (course.steps() && course.has(Kind.BACKWARD)) {
          courses.add(course);
        }
      }
    }
    return courses;
  }

  // --- which code

  /** Whether no run has told of code that does something like a step. */
  private boolean isUntold(Code code) {
    boolean isOfOptimizer =
        code.function()
            .filter(
                f ->
                    TrainingMethod.of(f.name()).isPresent()
                        && f.owner().filter(o -> !isTrainer(o, code)).isPresent())
            .isPresent();
    Place all = code.view().place(code.node());
    return !isOfOptimizer
        && told.stream()
            .noneMatch(
                place -> place.file() == all.file() && all.span().contains(place.span()))
        && events(code).stream().anyMatch(event -> isStep(event, code));
  }

  private boolean isStep(Node event, Code code) {
    return event instanceof Expr.Call call
        && kind(call, code, Set.of()).filter(Kind.STEP::equals).isPresent();
  }

  private static boolean isTrainer(ClassEntity type, Code code) {
    return code.survey().role(type).filter(Role.TRAINER::equals).isPresent();
  }

  /** The function whose code a call is; none for a file's own. */
  private static Code around(Expr.Call call, FileSurvey survey) {
    Optional<Node> scope = survey.module().tree().enclosingScope(call);
    while (scope.isPresent()) {
      if (scope.get() instanceof Stmt.FunctionDef def
          && survey.module().definition(def) instanceof FunctionEntity function) {
        return new Code(survey, Optional.of(function));
      }
      scope = survey.module().tree().enclosingScope(scope.get());
    }
    return new Code(survey, Optional.empty());
  }

  /** The code that calls code. */
  private Set<Code> callers(Code code) {
    Set<Code> callers = new LinkedHashSet<>();
    if (code.function().isEmpty()) {
      return callers;
    }
    FunctionEntity function = code.function().get();
    for (FileSurvey survey : surveys.values()) {
      if (survey.isTest() || !survey.module().file().text().contains(function.name())) {
        continue;
      }
      Calls calls = calls(survey);
      List<Expr.Call> candidates = new ArrayList<>(survey.module().callsOf(function));
      candidates.addAll(calls.named().getOrDefault(function.name(), List.of()));
      for (String name : calls.bound().getOrDefault(function.name(), Set.of())) {
        candidates.addAll(calls.named().getOrDefault(name, List.of()));
      }
      for (Expr.Call call : candidates) {
        Code caller = around(call, survey);
        if (!caller.equals(code)
            && meant(call.callee(), caller, Map.of())
                .filter(meant -> meant.function() == function)
                .isPresent()) {
          callers.add(caller);
        }
      }
    }
    if (!callers.isEmpty()) {
      called.add(code);
    }
    return callers;
  }

  // --- what it does

  private void read(
      Code code, List<Place> way, Map<String, FunctionEntity> given, List<Action> to) {
    if (way.size() > DEEPEST) {
      return;
    }
    Set<String> learntFrom = learntFrom(code);
    for (Node event : events(code)) {
      switch (event) {
        case Stmt.For loop -> {
          if (TrainingWords.areBatches(code.view().text(loop.iterable()))) {
            to.add(action(Kind.DRAW, code.view().place(loop.iterable()), way, ""));
          }
        }
        case Expr.Call call -> {
          Optional<Meant> meant = meant(call.callee(), code, given);
          if (meant.isPresent()) {
            call(call, meant.get(), code, way, given, to);
          } else {
            Place place = code.view().place(call);
            kind(call, code, learntFrom)
                .ifPresent(kind -> to.add(action(kind, place, way, subject(kind, call, code))));
          }
        }
        default -> {}
      }
    }
  }

  /** A call of a function of the project, or of what computes its gradient. */
  private void call(
      Expr.Call call,
      Meant meant,
      Code code,
      List<Place> way,
      Map<String, FunctionEntity> given,
      List<Action> to) {
    FunctionEntity function = meant.function();
    Place place = code.view().place(call);
    Optional<FileSurvey> survey = Optional.ofNullable(surveys.get(function.module()));
    List<Place> inside = new ArrayList<>(way);
    inside.add(place);
    Optional<Code> body = survey.map(s -> new Code(s, Optional.of(function)));
    if (body.isEmpty() || way.contains(place)) {
      return;
    }
    if (meant.isGradient()) {
      List<Action> loss = new ArrayList<>();
      read(body.get(), inside, given, loss);
      to.addAll(loss);
      if (loss.stream().noneMatch(action -> action.kind() == Kind.LOSS)
          && function.node() instanceof Stmt.FunctionDef def) {
        Place name = new Place(function.module().file(), def.nameSpan());
        to.add(action(Kind.LOSS, name, inside, function.name()));
      }
      to.add(action(Kind.BACKWARD, place, way, ""));
    } else if (learning.contains(body.get())) {
      read(body.get(), inside, arguments(call, function, code, given), to);
    } else if (TrainingWords.isLoss(function.name()) && !call.arguments().isEmpty()) {
      to.add(action(Kind.LOSS, place, way, code.view().text(call.callee())));
    }
  }

  private static Action action(Kind kind, Place place, List<Place> way, String subject) {
    return new Action(
        kind, new Site(place, way), subject.isEmpty() ? Optional.empty() : Optional.of(subject));
  }

  private static String subject(Kind kind, Expr.Call call, Code code) {
    return switch (kind) {
      case FORWARD, LOSS, CLIP -> code.view().line(call.callee());
      case DRAW, BACKWARD, SAVE -> "";
      default ->
          call.callee() instanceof Expr.Attribute method ? code.view().line(method.value()) : "";
    };
  }

  /** The functions that a function is given. */
  private Map<String, FunctionEntity> arguments(
      Expr.Call call, FunctionEntity function, Code code, Map<String, FunctionEntity> given) {
    Map<String, FunctionEntity> arguments = new HashMap<>();
    List<Node.Parameter> parameters = function.parameters().positional();
    int skipped = function.selfName().isPresent() ? 1 : 0;
    for (int i = 0; i < call.arguments().size() && i + skipped < parameters.size(); i++) {
      String name = parameters.get(i + skipped).name();
      meant(call.arguments().get(i), code, given)
          .ifPresent(meant -> arguments.put(name, meant.function()));
    }
    for (Node.Keyword keyword : call.keywords()) {
      meant(keyword.value(), code, given)
          .ifPresent(meant -> keyword.name().ifPresent(n -> arguments.put(n, meant.function())));
    }
    return arguments;
  }

  // --- what is called

  private Optional<Meant> meant(Expr value, Code code, Map<String, FunctionEntity> given) {
    return meant(value, code, given, 0);
  }

  private Optional<Meant> meant(
      Expr value, Code code, Map<String, FunctionEntity> given, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    if (value instanceof Expr.Call call) {
      Optional<String> library = code.view().library(call.callee());
      boolean isGradient = library.filter(Jax::givesGradients).isPresent();
      return (isGradient || library.filter(Jax::wraps).isPresent()) && !call.arguments().isEmpty()
          ? meant(call.arguments().getFirst(), code, given, depth + 1)
              .map(of -> new Meant(of.function(), of.isGradient() || isGradient))
          : Optional.empty();
    }
    if (value instanceof Expr.Name name && given.containsKey(name.name())) {
      return Optional.of(new Meant(given.get(name.name()), false));
    }
    if ((value instanceof Expr.Name || value instanceof Expr.Attribute)
        && code.survey().module().resolve(value) instanceof FunctionEntity function) {
      return Optional.of(new Meant(function, false));
    }
    if (value instanceof Expr.Name name) {
      return Optional.ofNullable(locals(code).get(name.name()))
          .flatMap(made -> meant(made, code, given, depth + 1));
    }
    return value instanceof Expr.Attribute method && method.value() instanceof Expr.Name owner
        ? type(owner.name(), code)
            .filter(type -> type.lookup(method.name()) instanceof MethodLookup.Found)
            .map(type -> ((MethodLookup.Found) type.lookup(method.name())).function())
            .map(function -> new Meant(function, false))
        : Optional.empty();
  }

  /** The class of the object that a method has, or that a parameter says to be of. */
  private static Optional<ClassEntity> type(String name, Code code) {
    if (code.function().isEmpty()) {
      return Optional.empty();
    }
    FunctionEntity function = code.function().get();
    if (function.selfName().filter(name::equals).isPresent()) {
      return function.owner();
    }
    return function.parameters().all().stream()
        .filter(parameter -> parameter.name().equals(name))
        .flatMap(parameter -> parameter.annotation().stream())
        .filter(said -> said instanceof Expr.Name || said instanceof Expr.Attribute)
        .map(said -> code.survey().module().resolve(said))
        .filter(ClassEntity.class::isInstance)
        .map(ClassEntity.class::cast)
        .findFirst();
  }

  // --- what a name tells

  private Optional<Kind> kind(Expr.Call call, Code code, Set<String> learntFrom) {
    Optional<String> library = code.view().library(call.callee());
    if (library.filter(Jax::appliesUpdates).isPresent()) {
      return Optional.of(Kind.STEP);
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
    if (library.isPresent() || call.arguments().isEmpty()) {
      return Optional.empty();
    }
    if (TrainingWords.isLoss(name)) {
      return Optional.of(Kind.LOSS);
    }
    boolean isObject = !(code.survey().module().resolve(call.callee()) instanceof ClassEntity);
    return isObject && call.callee() instanceof Expr.Name && gives(call, code, learntFrom)
        ? Optional.of(Kind.FORWARD)
        : Optional.empty();
  }

  private static Optional<Kind> method(String name, Expr owner, Expr.Call call, Code code) {
    String of = code.view().text(owner);
    if (Jax.appliesGradients(name)) {
      return Optional.of(Kind.STEP);
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
                          : TrainingWords.isOptimizer(of) && Jax.mayUse(code.view().module().file().text())
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
  private Set<String> learntFrom(Code code) {
    Set<String> names = new HashSet<>();
    for (Node event : events(code)) {
      if (event instanceof Expr.Call call) {
        Optional<Kind> kind = kind(call, code, Set.of());
        if (kind.filter(Kind.LOSS::equals).isPresent() || isLossOfProject(call, code)) {
          call.arguments().forEach(argument -> addNames(argument, names));
        } else if (kind.filter(Kind.BACKWARD::equals).isPresent()
            && call.callee() instanceof Expr.Attribute method) {
          addNames(method.value(), names);
        }
      }
    }
    return names;
  }

  private static boolean isLossOfProject(Expr.Call call, Code code) {
    return TrainingWords.isLoss(CodeView.name(call)) && code.view().library(call.callee()).isEmpty();
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

  // --- the text

  private Calls calls(FileSurvey survey) {
    return calls.computeIfAbsent(
        survey,
        of -> {
          Calls found = new Calls(new LinkedHashMap<>(), new HashMap<>());
          of.module()
              .tree()
              .walk(
                  node -> {
                    if (node instanceof Expr.Call call) {
                      found
                          .named()
                          .computeIfAbsent(CodeView.name(call), n -> new ArrayList<>())
                          .add(call);
                    } else if (node instanceof Stmt.Assign assign
                        && assign.targets().getFirst() instanceof Expr.Name alias
                        && assign.value() instanceof Expr.Call wrap) {
                      wrapped(wrap)
                          .ifPresent(
                              name ->
                                  found
                                      .bound()
                                      .computeIfAbsent(name, n -> new LinkedHashSet<>())
                                      .add(alias.name()));
                    }
                  });
          return found;
        });
  }

  /** What the innermost of calls in each other is given first, if that has a name. */
  private static Optional<String> wrapped(Expr.Call call) {
    Expr inner = call;
    while (inner instanceof Expr.Call each && !each.arguments().isEmpty()) {
      inner = each.arguments().getFirst();
    }
    return Optional.of(CodeView.lastWord(inner)).filter(name -> !name.isEmpty());
  }

  /** The calls and loops of code in the order in which they happen: arguments before their call. */
  private List<Node> events(Code code) {
    return events.computeIfAbsent(code, NamedCourses::eventsIn);
  }

  private static List<Node> eventsIn(Code code) {
    List<Node> events = new ArrayList<>();
    walkOwn(
        code.node(),
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

  /** What names of code are made by, where that wraps a function. */
  private Map<String, Expr> locals(Code code) {
    return locals.computeIfAbsent(
        code,
        of -> {
          Map<String, Expr> made = new LinkedHashMap<>();
          walkOwn(
              of.node(),
              node -> {
                if (node instanceof Stmt.Assign assign
                    && assign.targets().getFirst() instanceof Expr.Name name
                    && assign.value() instanceof Expr.Call call) {
                  made.put(name.name(), call);
                }
              });
          return made;
        });
  }

  /** Walks code, but not that of the functions and classes in it. */
  private static void walkOwn(Node code, Consumer<Node> visitor) {
    Tree.walkWhere(
        code,
        node -> {
          boolean isOther =
              node != code
                  && (node instanceof Stmt.FunctionDef
                      || node instanceof Stmt.ClassDef
                      || node instanceof Expr.Lambda);
          if (!isOther) {
            visitor.accept(node);
          }
          return !isOther;
        });
  }
}
