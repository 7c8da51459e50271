package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.facts.ProgramCourse.Action.Kind;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.framework.TrainingWords;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** A course of more actions is not told to its end. */
  private static final int MOST_ACTIONS = 2_000;

  private final Map<SourceModule, FileSurvey> surveys;
  private final Set<Place> told;
  private final NamedFunctions functions;
  private final NamedActions names;
  private final Set<Code> learning = new LinkedHashSet<>();
  private final Set<Code> called = new HashSet<>();

  /** Whether code saves something. */
  private final Map<Code, Boolean> saving = new HashMap<>();

  /** The code that calls lead to. */
  private final Map<Place, Code> entered = new HashMap<>();

  /**
   * @param told where runs have told that gradients are computed or used
   */
  NamedCourses(Map<SourceModule, FileSurvey> surveys, NamedFunctions functions, Set<Place> told) {
    this.surveys = surveys;
    this.told = told;
    this.functions = functions;
    this.names = new NamedActions(functions);
  }

  List<ProgramCourse> all() {
    Deque<Code> ahead = new ArrayDeque<>();
    for (FileSurvey survey : surveys.values()) {
      if (!survey.isTest() && STEPS.matcher(survey.module().file().text()).find()) {
        functions.all(survey).stream()
            .map(call -> Code.around(call, survey))
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
      for (Node event : names.events(code)) {
        if (event instanceof Expr.Call call) {
          learner(call, code, Map.of())
              .flatMap(l -> functions.code(l.function()))
              .ifPresent(called::add);
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
                        && f.owner().filter(o -> !NamedActions.isTrainer(o, code)).isPresent())
            .isPresent();
    Place all = code.view().place(code.node());
    return !isOfOptimizer
        && told.stream()
            .noneMatch(place -> place.file() == all.file() && all.span().contains(place.span()))
        && names.events(code).stream().anyMatch(event -> isStep(event, code));
  }

  private boolean isStep(Node event, Code code) {
    return event instanceof Expr.Call call
        && names.kind(call, code, Set.of()).filter(Kind.STEP::equals).isPresent();
  }

  /** The code that calls code. */
  private Set<Code> callers(Code code) {
    Set<Code> callers = new LinkedHashSet<>();
    code.function()
        .ifPresent(
            function ->
                functions.callsOf(
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
    functions.callsOf(function, (call, caller) -> places.add(caller.view().place(call)));
    return List.copyOf(places);
  }

  // --- what it does

  private void read(
      Code code, List<Place> way, Map<String, FunctionEntity> given, List<Action> to) {
    if (way.size() > DEEPEST || to.size() > MOST_ACTIONS) {
      return;
    }
    Set<String> learntFrom = names.learntFrom(code);
    for (Node event : names.events(code)) {
      switch (event) {
        case Stmt.For loop -> {
          if (names.areBatches(loop.iterable(), code)) {
            to.add(action(Kind.DRAW, code.view().place(loop.iterable()), way, ""));
          }
        }
        case Expr.Call call -> {
          Optional<NamedFunctions.Meant> learner = learner(call, code, given);
          Optional<NamedFunctions.Meant> helper =
              functions.meant(call.callee(), code, given).stream().findFirst();
          if (learner.isPresent()) {
            follow(call, learner.get(), code, way, given, to);
          } else if (helper.isPresent()) {
            helper(call, helper.get().function(), code, way, to);
          } else {
            Place place = code.view().place(call);
            names
                .kind(call, code, learntFrom)
                .ifPresent(
                    kind ->
                        to.add(action(kind, place, way, NamedActions.subject(kind, call, code))));
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
  private Optional<NamedFunctions.Meant> learner(
      Expr.Call call, Code code, Map<String, FunctionEntity> given) {
    List<NamedFunctions.Meant> learners =
        Stream.concat(
                functions.meant(call.callee(), code, given).stream(),
                functions.handed(call, code).stream())
            .filter(
                meant ->
                    meant.isGradient()
                        || functions.code(meant.function()).filter(learning::contains).isPresent())
            .distinct()
            .toList();
    return learners.size() == 1 ? Optional.of(learners.getFirst()) : Optional.empty();
  }

  /** A call of a function in which something is learnt, or of its gradient. */
  private void follow(
      Expr.Call call,
      NamedFunctions.Meant meant,
      Code code,
      List<Place> way,
      Map<String, FunctionEntity> given,
      List<Action> to) {
    FunctionEntity function = meant.function();
    Place place = code.view().place(call);
    Optional<Code> body = functions.code(function);
    if (body.isEmpty() || way.contains(place)) {
      return;
    }
    List<Place> inside = append(way, place);
    if (!meant.isGradient()) {
      entered.put(place, body.get());
      read(body.get(), inside, functions.arguments(call, function, code, given), to);
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

  private void helper(
      Expr.Call call, FunctionEntity function, Code code, List<Place> way, List<Action> to) {
    Place place = code.view().place(call);
    functions.code(function).ifPresent(body -> saves(body, append(way, place), to));
    if (TrainingWords.blends(function.name()) && !call.arguments().isEmpty()) {
      to.add(action(Kind.BLEND, place, way, code.view().text(call.callee())));
    }
    if (TrainingWords.isLoss(function.name()) && !call.arguments().isEmpty()) {
      to.add(action(Kind.LOSS, code.view().place(call), way, code.view().text(call.callee())));
    }
  }

  /** What a helper saves, or what that calls. */
  private void saves(Code code, List<Place> way, List<Action> to) {
    boolean isAgain = way.subList(0, way.size() - 1).contains(way.getLast());
    if (isAgain || to.size() > MOST_ACTIONS || !saves(code)) {
      return;
    }
    for (Node event : names.events(code)) {
      if (event instanceof Expr.Call call) {
        Place place = code.view().place(call);
        if (isSave(call, code)) {
          to.add(action(Kind.SAVE, place, way, ""));
        } else {
          helper(call, code).ifPresent(body -> saves(body, append(way, place), to));
        }
      }
    }
  }

  /** Whether code saves something, itself or in what it calls. */
  private boolean saves(Code code) {
    if (!saving.containsKey(code)) {
      // What calls itself does not save for that.
      saving.put(code, false);
      boolean isSaving = false;
      for (Node event : names.events(code)) {
        isSaving |=
            event instanceof Expr.Call call
                && (isSave(call, code) || helper(call, code).filter(this::saves).isPresent());
      }
      saving.put(code, isSaving);
    }
    return saving.getOrDefault(code, false);
  }

  private boolean isSave(Expr.Call call, Code code) {
    return names.kind(call, code, Set.of()).filter(Kind.SAVE::equals).isPresent();
  }

  /** The code of the project that a call runs. */
  private Optional<Code> helper(Expr.Call call, Code code) {
    return functions.meant(call.callee(), code, Map.of()).stream()
        .findFirst()
        .flatMap(meant -> functions.code(meant.function()));
  }

  private static List<Place> append(List<Place> way, Place place) {
    List<Place> longer = new ArrayList<>(way);
    longer.add(place);
    return longer;
  }

  private static Action action(Kind kind, Place place, List<Place> way, String subject) {
    return new Action(
        kind, new Site(place, way), subject.isEmpty() ? Optional.empty() : Optional.of(subject));
  }
}
