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
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
   * @param given by the last word of what is given first
   * @param bound the variables that hold what a function gives, or a function wrapped, by its name
   */
  private record Calls(
      Map<String, List<Expr.Call>> named,
      Map<String, List<Expr.Call>> given,
      Map<String, Set<String>> bound) {}

  private final Map<SourceModule, FileSurvey> surveys;
  private final Set<Place> told;
  private final Map<FileSurvey, Calls> calls = new HashMap<>();
  private final Map<Code, List<Node>> events = new HashMap<>();
  private final Map<Code, Map<String, List<Expr.Call>>> locals = new HashMap<>();
  private final Set<Code> learning = new LinkedHashSet<>();
  private final Set<Code> called = new HashSet<>();

  /** The code that calls lead to. */
  private final Map<Place, Code> entered = new HashMap<>();

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
    for (Code code : learning) {
      for (Node event : events(code)) {
        if (event instanceof Expr.Call call) {
          learner(call, code, Map.of()).flatMap(l -> code(l.function())).ifPresent(called::add);
        }
      }
    }
    Map<Code, List<Code>> starts = new LinkedHashMap<>();
    for (Code code : learning) {
      if (!called.contains(code)) {
        starts.computeIfAbsent(innermost(code), c -> new ArrayList<>()).add(code);
      }
    }
    List<ProgramCourse> courses = new ArrayList<>();
    starts.forEach(
        (inner, outer) -> {
          // What several only call is told once, unless what they give it is what it does.
          boolean isShared =
              outer.size() > 1
                  && outer.stream().allMatch(o -> actions(o).size() == actions(inner).size());
          (isShared ? List.of(inner) : outer)
              .stream()
                  .map(this::course)
                  .filter(course -> course.steps() && course.has(Kind.BACKWARD))
                  .forEach(courses::add);
        });
    return courses;
  }

  private ProgramCourse course(Code code) {
    return new ProgramCourse(
        code.survey().module().file(),
        code.function(),
        List.of(),
        actions(code),
        List.of(),
        Optional.empty());
  }

  private List<Action> actions(Code code) {
    List<Action> actions = new ArrayList<>();
    read(code, List.of(), Map.of(), actions);
    return actions;
  }

  /** The code in which all lies that code does: its own, or that of the one call that it makes. */
  private Code innermost(Code code) {
    List<Place> shared =
        actions(code).stream()
            .map(action -> action.site().calls())
            .reduce(NamedCourses::shared)
            .orElse(List.of());
    return shared.isEmpty() ? code : entered.getOrDefault(shared.getLast(), code);
  }

  private static List<Place> shared(List<Place> one, List<Place> other) {
    int length = 0;
    while (length < Math.min(one.size(), other.size())
        && one.get(length).equals(other.get(length))) {
      length++;
    }
    return one.subList(0, length);
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
    code.function()
        .ifPresent(
            function ->
                callsOf(
                    function,
                    (call, caller) -> {
                      if (!caller.equals(code)) {
                        callers.add(caller);
                      }
                    }));
    return callers;
  }

  /** Where a function is called, as far as the text tells. */
  List<Place> callsOf(FunctionEntity function) {
    Set<Place> places = new LinkedHashSet<>();
    callsOf(function, (call, caller) -> places.add(caller.view().place(call)));
    return List.copyOf(places);
  }

  private void callsOf(FunctionEntity function, BiConsumer<Expr.Call, Code> found) {
    List<String> makers = new ArrayList<>(List.of(function.name()));
    maker(function).ifPresent(makers::add);
    for (FileSurvey survey : surveys.values()) {
      String text = survey.module().file().text();
      if (survey.isTest() || makers.stream().noneMatch(text::contains)) {
        continue;
      }
      Calls calls = calls(survey);
      Set<Expr.Call> candidates = Collections.newSetFromMap(new IdentityHashMap<>());
      List<Expr.Call> all = new ArrayList<>(survey.module().callsOf(function));
      all.addAll(calls.named().getOrDefault(function.name(), List.of()));
      all.addAll(calls.given().getOrDefault(function.name(), List.of()));
      for (String maker : makers) {
        for (String name : calls.bound().getOrDefault(maker, Set.of())) {
          all.addAll(calls.named().getOrDefault(name, List.of()));
        }
      }
      for (Expr.Call call : all) {
        Code caller = around(call, survey);
        if (candidates.add(call)
            && Stream.concat(
                    meant(call.callee(), caller, Map.of()).stream(), handed(call, caller).stream())
                .anyMatch(meant -> meant.function() == function)) {
          found.accept(call, caller);
        }
      }
    }
  }

  /** The function that defines another, and may give it. */
  private static Optional<String> maker(FunctionEntity function) {
    return function
        .module()
        .tree()
        .enclosingScope(function.node())
        .filter(Stmt.FunctionDef.class::isInstance)
        .map(scope -> ((Stmt.FunctionDef) scope).name());
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
          if (areBatches(loop.iterable(), code)) {
            to.add(action(Kind.DRAW, code.view().place(loop.iterable()), way, ""));
          }
        }
        case Expr.Call call -> {
          Optional<Meant> learner = learner(call, code, given);
          Optional<Meant> helper = meant(call.callee(), code, given).stream().findFirst();
          if (learner.isPresent()) {
            follow(call, learner.get(), code, way, given, to);
          } else if (helper.isPresent()) {
            helper(call, helper.get().function(), code, way, to);
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

  /**
   * The function in which something is learnt that a call runs. Where it may be one of several,
   * none: each of them tells for itself where it is called.
   */
  private Optional<Meant> learner(
      Expr.Call call, Code code, Map<String, FunctionEntity> given) {
    List<Meant> learners =
        Stream.concat(
                meant(call.callee(), code, given).stream(), handed(call, code).stream())
            .filter(
                meant ->
                    meant.isGradient() || code(meant.function()).filter(learning::contains).isPresent())
            .distinct()
            .toList();
    return learners.size() == 1 ? Optional.of(learners.getFirst()) : Optional.empty();
  }

  /** What a file gives away to be run, as to the library that reads its command line. */
  private List<Meant> handed(Expr.Call call, Code code) {
    boolean isRun =
        code.function().isEmpty()
            && code.view()
                .library(call.callee())
                .filter(library -> !Jax.wraps(library) && !Jax.givesGradients(library))
                .isPresent();
    return isRun
        ? call.arguments().stream()
            .limit(1)
            .flatMap(argument -> function(argument, code).stream())
            .map(function -> new Meant(function, false))
            .toList()
        : List.of();
  }

  private Optional<Code> code(FunctionEntity function) {
    return Optional.ofNullable(surveys.get(function.module()))
        .map(survey -> new Code(survey, Optional.of(function)));
  }

  /** Whether a loop goes through batches, or through what is made of them. */
  private boolean areBatches(Expr iterable, Code code) {
    return TrainingWords.areBatches(code.view().text(iterable))
        || Tree.holds(
            iterable,
            node ->
                node instanceof Expr.Name name
                    && locals(code).getOrDefault(name.name(), List.of()).stream()
                        .flatMap(made -> made.arguments().stream())
                        .anyMatch(from -> TrainingWords.areBatches(code.view().text(from))));
  }

  /** A call of a function in which something is learnt, or of its gradient. */
  private void follow(
      Expr.Call call,
      Meant meant,
      Code code,
      List<Place> way,
      Map<String, FunctionEntity> given,
      List<Action> to) {
    FunctionEntity function = meant.function();
    Place place = code.view().place(call);
    Optional<Code> body = code(function);
    if (body.isEmpty() || way.contains(place)) {
      return;
    }
    List<Place> inside = new ArrayList<>(way);
    inside.add(place);
    if (!meant.isGradient()) {
      entered.put(place, body.get());
      read(body.get(), inside, arguments(call, function, code, given), to);
      return;
    }
    List<Action> loss = new ArrayList<>();
    read(body.get(), inside, given, loss);
    to.addAll(loss);
    if (loss.stream().noneMatch(action -> action.kind() == Kind.LOSS)
        && function.node() instanceof Stmt.FunctionDef def) {
      Place name = new Place(function.module().file(), def.nameSpan());
      to.add(action(Kind.LOSS, name, inside, function.name()));
    }
    to.add(action(Kind.BACKWARD, place, way, ""));
  }

  private static void helper(
      Expr.Call call, FunctionEntity function, Code code, List<Place> way, List<Action> to) {
    if (TrainingWords.isLoss(function.name()) && !call.arguments().isEmpty()) {
      to.add(
          action(Kind.LOSS, code.view().place(call), way, code.view().text(call.callee())));
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
          call.callee() instanceof Expr.Attribute method
                  && code.view().library(call.callee()).isEmpty()
              ? code.view().line(method.value())
              : code.view().line(call.callee());
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
          .forEach(meant -> arguments.putIfAbsent(name, meant.function()));
    }
    for (Node.Keyword keyword : call.keywords()) {
      meant(keyword.value(), code, given)
          .forEach(
              meant -> keyword.name().ifPresent(n -> arguments.putIfAbsent(n, meant.function())));
    }
    return arguments;
  }

  // --- what is called

  private List<Meant> meant(Expr value, Code code, Map<String, FunctionEntity> given) {
    return meant(value, code, given, 0);
  }

  private List<Meant> meant(Expr value, Code code, Map<String, FunctionEntity> given, int depth) {
    if (depth > DEEPEST) {
      return List.of();
    }
    return switch (value) {
      case Expr.Call call -> made(call, code, given, depth);
      case Expr.Name name when given.containsKey(name.name()) ->
          List.of(new Meant(given.get(name.name()), false));
      case Expr.Name name when function(name, code).isEmpty() ->
          makers(name, code).stream()
              .flatMap(made -> meant(made, code, given, depth + 1).stream())
              .toList();
      case Expr.Attribute method
          when function(method, code).isEmpty() && method.value() instanceof Expr.Name owner ->
          types(owner.name(), code).stream()
              .map(type -> type.lookup(method.name()))
              .filter(MethodLookup.Found.class::isInstance)
              .map(found -> new Meant(((MethodLookup.Found) found).function(), false))
              .toList();
      default -> function(value, code).map(f -> new Meant(f, false)).stream().toList();
    };
  }

  /** The function that a call gives: the one that it is given, or the one that it defines. */
  private List<Meant> made(
      Expr.Call call, Code code, Map<String, FunctionEntity> given, int depth) {
    Optional<String> library = code.view().library(call.callee());
    boolean isGradient = library.filter(Jax::givesGradients).isPresent();
    if (isGradient || library.filter(Jax::wraps).isPresent()) {
      return call.arguments().stream()
          .limit(1)
          .flatMap(of -> meant(of, code, given, depth + 1).stream())
          .map(of -> new Meant(of.function(), of.isGradient() || isGradient))
          .toList();
    }
    return function(call.callee(), code).stream()
        .flatMap(maker -> returned(maker).stream())
        .map(function -> new Meant(function, false))
        .toList();
  }

  /** The functions that a function defines and gives. */
  private static List<FunctionEntity> returned(FunctionEntity maker) {
    List<FunctionEntity> returned = new ArrayList<>();
    walkOwn(
        maker.node(),
        node -> {
          if (node instanceof Stmt.Return statement) {
            statement
                .value()
                .filter(Expr.Name.class::isInstance)
                .map(maker.module()::resolve)
                .filter(given -> given instanceof FunctionEntity function && function.isLocal())
                .ifPresent(given -> returned.add((FunctionEntity) given));
          }
        });
    return returned;
  }

  private static Optional<FunctionEntity> function(Expr value, Code code) {
    return (value instanceof Expr.Name || value instanceof Expr.Attribute)
            && code.survey().module().resolve(value) instanceof FunctionEntity function
        ? Optional.of(function)
        : Optional.empty();
  }

  private static Optional<ClassEntity> type(Expr value, Code code) {
    return (value instanceof Expr.Name || value instanceof Expr.Attribute)
            && code.survey().module().resolve(value) instanceof ClassEntity type
        ? Optional.of(type)
        : Optional.empty();
  }

  /**
   * The classes that something may be of: that of a method's own object, that which a parameter
   * says, those that a variable is made by.
   */
  private List<ClassEntity> types(String name, Code code) {
    Optional<FunctionEntity> function = code.function();
    if (function.flatMap(FunctionEntity::selfName).filter(name::equals).isPresent()) {
      return function.flatMap(FunctionEntity::owner).stream().toList();
    }
    Stream<Expr> said =
        function.stream()
            .flatMap(f -> f.parameters().all().stream())
            .filter(parameter -> parameter.name().equals(name))
            .flatMap(parameter -> parameter.annotation().stream());
    Stream<Expr> made =
        locals(code).getOrDefault(name, List.of()).stream().map(Expr.Call::callee);
    return Stream.concat(said, made).flatMap(value -> type(value, code).stream()).distinct().toList();
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
          call.keywords().forEach(keyword -> addNames(keyword.value(), names));
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
          Calls found = new Calls(new LinkedHashMap<>(), new HashMap<>(), new HashMap<>());
          of.module()
              .tree()
              .walk(
                  node -> {
                    if (node instanceof Expr.Call call) {
                      found
                          .named()
                          .computeIfAbsent(CodeView.name(call), n -> new ArrayList<>())
                          .add(call);
                      call.arguments().stream()
                          .limit(1)
                          .map(CodeView::lastWord)
                          .filter(word -> !word.isEmpty())
                          .forEach(
                              word ->
                                  found
                                      .given()
                                      .computeIfAbsent(word, n -> new ArrayList<>())
                                      .add(call));
                    } else if (node instanceof Stmt.Assign assign
                        && assign.targets().getFirst() instanceof Expr.Name alias
                        && assign.value() instanceof Expr.Call wrap) {
                      for (String name : List.of(CodeView.name(wrap), wrapped(wrap))) {
                        found
                            .bound()
                            .computeIfAbsent(name, n -> new LinkedHashSet<>())
                            .add(alias.name());
                      }
                    }
                  });
          return found;
        });
  }

  /** What the innermost of calls in each other is given first; empty when that has no name. */
  private static String wrapped(Expr.Call call) {
    Expr inner = call;
    while (inner instanceof Expr.Call each && !each.arguments().isEmpty()) {
      inner = each.arguments().getFirst();
    }
    return CodeView.lastWord(inner);
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

  /** The calls that a variable is made by, of the code itself or of its file. */
  private List<Expr.Call> makers(Expr.Name name, Code code) {
    List<Expr.Call> own = locals(code).getOrDefault(name.name(), List.of());
    return own.isEmpty() && code.function().isPresent()
        ? locals(new Code(code.survey(), Optional.empty()))
            .getOrDefault(name.name(), List.of())
        : own;
  }

  /** The calls that the variables of code are made by. */
  private Map<String, List<Expr.Call>> locals(Code code) {
    return locals.computeIfAbsent(
        code,
        of -> {
          Map<String, List<Expr.Call>> made = new HashMap<>();
          walkOwn(
              of.node(),
              node -> {
                if (node instanceof Stmt.Assign assign
                    && assign.targets().getFirst() instanceof Expr.Name name
                    && assign.value() instanceof Expr.Call call) {
                  made.computeIfAbsent(name.name(), n -> new ArrayList<>()).add(call);
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
