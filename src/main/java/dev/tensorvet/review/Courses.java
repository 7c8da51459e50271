package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays the actions of a program out in the loops of its text. */
final class Courses {

  private static final String MAIN_GUARD = "__name__";

  private static final String GRADIENT = ".grad";

  /** What is done with each parameter by itself. */
  private static final Set<Action.Kind> ONE_BY_ONE =
      Set.of(
          Action.Kind.SET_RATE,
          Action.Kind.CLEAR,
          Action.Kind.CHANGE,
          Action.Kind.BLEND,
          Action.Kind.COPY);

  /** More of them are not read any more. */
  private static final int MOST_CONDITIONS = 3;

  /** A loop that is being filled, told from the same loop by another way through the calls. */
  private record Open(Around around, List<CourseItem> items) {

    boolean is(Around other) {
      return around.loop().equals(other.loop()) && around.calls().equals(other.calls());
    }

    CourseItem.Loop closed() {
      return new CourseItem.Loop(around.head(), around.loop(), around.condition(), items);
    }
  }

  /** A loop around an action, and under which condition it is entered. */
  private record Around(Place loop, List<Place> calls, String head, Optional<String> condition) {}

  /** What stands around an action: its loops, the outermost first, and what it depends on. */
  private record Surroundings(
      List<Around> loops, Optional<String> condition, Optional<String> caller) {}

  /**
   * What courses are read with.
   *
   * @param code the code of a file
   * @param entered the functions that a call may run, where it may run several
   */
  record Reader(
      Function<SourceFile, Optional<CodeView>> code, Map<Place, Set<FunctionEntity>> entered) {

    List<CourseItem> read(List<Action> actions) {
      Courses courses = new Courses(this);
      actions.forEach(courses::add);
      courses.closeTo(0);
      return courses.items;
    }
  }

  private final Function<SourceFile, Optional<CodeView>> code;
  private final Map<Place, Set<FunctionEntity>> entered;
  private final List<CourseItem> items = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private final Set<Place> closed = new HashSet<>();
  private final Set<Told> told = new HashSet<>();

  /** What is told, and the calls that lead there: a helper that is called twice acts twice. */
  private record Told(CourseItem item, List<Place> calls) {}

  private Courses(Reader reader) {
    this.code = reader.code();
    this.entered = reader.entered();
  }

  static List<CourseItem> of(List<Action> actions, Function<SourceFile, Optional<CodeView>> code) {
    return new Reader(code, Map.of()).read(actions);
  }

  private void add(Action action) {
    if (action.kind() == Action.Kind.DRAW
        && (isInExpression(action) || isInIterable(action) || isGivenOn(action))) {
      return;
    }
    Surroundings around = surroundings(action);
    List<Open> current = new ArrayList<>(open);
    int shared = 0;
    while (shared < current.size()
        && shared < around.loops().size()
        && current.get(shared).is(around.loops().get(shared))) {
      shared++;
    }
    closeTo(shared);
    for (Around loop : around.loops().subList(shared, around.loops().size())) {
      if (closed.contains(loop.loop())) {
        // The same code a second time: by another call, or for another model.
        Place call = loop.calls().isEmpty() ? loop.loop() : loop.calls().getLast();
        put(new CourseItem.Again(loop.head(), call, loop.condition()), action);
        return;
      }
      open.addLast(new Open(loop, new ArrayList<>()));
    }
    put(
        new CourseItem.Act(
            doing(action, around),
            action.site().place(),
            action.subject(),
            around.condition(),
            around.caller()),
        action);
  }

  /** What clears some gradients and not others changes what the step will do. */
  private static Doing doing(Action action, Surroundings around) {
    boolean isOfSome =
        action.kind() == Action.Kind.CLEAR
            && around.condition().filter(test -> !test.contains(GRADIENT)).isPresent();
    return isOfSome ? Doing.CHANGE : Doing.of(action.kind());
  }

  /** Whether something is taken inside of an expression, which goes through no data. */
  private boolean isInExpression(Action action) {
    Place place = action.site().place();
    return code.apply(place.file())
        .filter(
            view ->
                view.around(view.innermost(place.span())).stream()
                    .anyMatch(Node.Comprehension.class::isInstance))
        .isPresent();
  }

  /** Whether something is taken to give it on, to a loop that takes it itself. */
  private boolean isInIterable(Action action) {
    return action.site().calls().stream().anyMatch(this::isIterable);
  }

  /** Whether something is taken by a generator, for whoever takes it from that. */
  private boolean isGivenOn(Action action) {
    Place place = action.site().place();
    return code.apply(place.file())
        .filter(view -> view.isInGenerator(view.innermost(place.span())))
        .isPresent();
  }

  /** Whether a place is in what a loop goes through, and not in its body. */
  private boolean isIterable(Place place) {
    return code.apply(place.file())
        .filter(
            view ->
                view.around(view.innermost(place.span())).stream()
                    .anyMatch(
                        node ->
                            node instanceof Stmt.For loop
                                && loop.iterable().span().contains(place.span())))
        .isPresent();
  }

  /** In one turn of a loop the same is told once. */
  private void put(CourseItem item, Action action) {
    List<CourseItem> here = open.isEmpty() ? items : open.getLast().items();
    boolean isNew = told.add(new Told(item, action.site().calls()));
    if (isNew && (here.isEmpty() || !here.getLast().equals(item))) {
      here.add(item);
    }
  }

  private void closeTo(int depth) {
    while (open.size() > depth) {
      Open done = open.removeLast();
      List<CourseItem> outer = open.isEmpty() ? items : open.getLast().items();
      outer.add(done.closed());
      closed.add(done.around().loop());
    }
  }

  private Surroundings surroundings(Action action) {
    List<Around> loops = new ArrayList<>();
    Set<String> conditions = new LinkedHashSet<>();
    List<Place> way = new ArrayList<>(action.site().calls());
    way.add(action.site().place());
    Optional<String> caller = Optional.empty();
    for (int i = 0; i < way.size(); i++) {
      Place at = way.get(i);
      Optional<CodeView> view = code.apply(at.file());
      if (view.isEmpty()) {
        continue;
      }
      Node node = view.get().innermost(at.span());
      caller = view.get().function(node);
      if (i > 0) {
        alternative(way.get(i - 1), at).ifPresent(conditions::add);
      }
      List<Place> calls = List.copyOf(way.subList(0, i));
      List<Node> around = new ArrayList<>(List.of(node));
      around.addAll(view.get().around(node));
      for (int k = around.size() - 1; k >= 0; k--) {
        Node each = around.get(k);
        Optional<Node> below = k > 0 ? Optional.of(around.get(k - 1)) : Optional.empty();
        // What a loop goes through is made before the loop; what it takes is taken in the loop.
        boolean isMadeBefore =
            i == way.size() - 1
                && action.kind() != Action.Kind.DRAW
                && each instanceof Stmt.For loop
                && loop.iterable().span().contains(at.span());
        // To set a rate in each group of an optimizer is one thing that is done.
        boolean isThroughGroups =
            ONE_BY_ONE.contains(action.kind())
                && each instanceof Stmt.For loop
                && isThroughParameters(loop.iterable());
        Optional<String> head =
            isMadeBefore || isThroughGroups ? Optional.empty() : head(each, view.get());
        if (head.isPresent()) {
          loops.add(new Around(view.get().place(each), calls, head.get(), all(conditions)));
          conditions.clear();
        } else if (each instanceof Stmt.If branch
            && below.isPresent()
            && !isHandedOtherwise(node, branch, below.get())) {
          condition(branch, below.get(), view.get()).ifPresent(conditions::add);
        } else if (each instanceof Node.ExceptHandler handler) {
          conditions.add(handler.type().map(view.get()::line).orElse("an error") + " is raised");
        }
      }
    }
    return new Surroundings(loops, all(conditions), caller);
  }

  /** Of which class an object must be, where a call runs the methods of several. */
  private Optional<String> alternative(Place call, Place inside) {
    Set<FunctionEntity> several = entered.getOrDefault(call, Set.of());
    return several.stream()
        .filter(function -> function.module().file() == inside.file())
        .filter(function -> function.node().span().contains(inside.span()))
        .flatMap(function -> function.owner().stream())
        .flatMap(
            type ->
                new Site(call, List.of())
                        .receiver()
                        .map(object -> "isinstance(" + object + ", " + name(type, several) + ")")
                        .stream())
        .findFirst();
  }

  /** The name of a class, with that of its file where another is called the same. */
  private static String name(ClassEntity type, Set<FunctionEntity> several) {
    boolean isAlone =
        several.stream()
            .flatMap(function -> function.owner().stream())
            .noneMatch(other -> other != type && other.name().equals(type.name()));
    return isAlone ? type.name() : type.module().name() + "." + type.name();
  }

  /** All conditions as one; of many, the outer ones. */
  private static Optional<String> all(Set<String> conditions) {
    String told =
        conditions.stream()
            .limit(MOST_CONDITIONS)
            .map(each -> conditions.size() > 1 && each.contains(" or ") ? "(" + each + ")" : each)
            .collect(Collectors.joining(" and "));
    return conditions.isEmpty()
        ? Optional.empty()
        : Optional.of(conditions.size() > MOST_CONDITIONS ? told + " and …" : told);
  }

  private static boolean isThroughParameters(Expr iterable) {
    return Tree.holds(
        iterable,
        node ->
            node instanceof Expr.Attribute member
                ? member.name().equals(Optimizers.GROUPS) || Layers.givesParameters(member.name())
                : node instanceof Expr.StringLiteral key
                    && key.value().equals(Optimizers.PARAMETERS.name()));
  }

  private static Optional<String> head(Node node, CodeView view) {
    return switch (node) {
      case Stmt.For loop -> Optional.of(head(loop.start(), loop.iterable().end(), view));
      case Stmt.While loop -> Optional.of(head(loop.start(), loop.test().end(), view));
      default -> Optional.empty();
    };
  }

  private static String head(int start, int end, CodeView view) {
    return CodeView.line(view.module().file().text(new Span(start, end)));
  }

  /** Whether the other arm hands on the function that is called in one: it runs there as well. */
  private static boolean isHandedOtherwise(Node call, Stmt.If branch, Node below) {
    List<Stmt> other = branch.orElse().contains(below) ? branch.body() : branch.orElse();
    return call instanceof Expr.Call here
        && here.callee() instanceof Expr.Name function
        && other.stream()
            .anyMatch(
                statement ->
                    Tree.holds(
                        statement,
                        node ->
                            node instanceof Expr.Call there
                                && there.arguments().stream()
                                    .anyMatch(
                                        given ->
                                            given instanceof Expr.Name name
                                                && name.name().equals(function.name()))));
  }

  private static Optional<String> condition(Stmt.If branch, Node below, CodeView view) {
    if (below == branch.test()
        || Tree.holds(
            branch.test(), n -> n instanceof Expr.Name name && name.name().equals(MAIN_GUARD))) {
      return Optional.empty();
    }
    String test = view.line(branch.test());
    boolean isElse = branch.orElse().stream().anyMatch(statement -> statement == below);
    return Optional.of(isElse ? "not (" + test + ")" : test);
  }

  /** The loops that hold an act of a kind, the outermost first. */
  static List<CourseItem.Loop> around(List<CourseItem> items, Set<Doing> wanted) {
    return items.stream()
        .filter(CourseItem.Loop.class::isInstance)
        .map(CourseItem.Loop.class::cast)
        .filter(loop -> acts(loop.items()).stream().anyMatch(a -> wanted.contains(a.doing())))
        .flatMap(loop -> Stream.concat(Stream.of(loop), around(loop.items(), wanted).stream()))
        .collect(Collectors.toList());
  }

  /** All that is done, in order. */
  static List<CourseItem.Act> acts(List<CourseItem> items) {
    List<CourseItem.Act> acts = new ArrayList<>();
    for (CourseItem item : items) {
      switch (item) {
        case CourseItem.Act act -> acts.add(act);
        case CourseItem.Loop loop -> acts.addAll(acts(loop.items()));
        case CourseItem.Again again -> {}
      }
    }
    return acts;
  }
}
