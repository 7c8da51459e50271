package dev.tensorvet.report;

import dev.tensorvet.finding.Place;
import dev.tensorvet.graph.CallTree;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.ModuleCall;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.report.Drawing.Box;
import dev.tensorvet.report.Drawing.Edge;
import dev.tensorvet.report.Drawing.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws a model level by level: first what it calls itself, then each module inside of that. */
final class Drawings {

  /** Of a level with more boxes, the rest is left out. */
  private static final int MOST_BOXES = 60;

  /** A model is drawn no deeper: who wants to know more reads the table of layers. */
  private static final int DEEPEST = 6;

  /** Fewer modules of a kind in a row are drawn one by one. */
  private static final int FEWEST_IN_ROW = 3;

  private final Model model;
  private final Graph graph;
  private final Wiring wiring;
  private final Set<Integer> weights = new HashSet<>();
  private final Set<Integer> given = new HashSet<>();
  private final List<Drawing> drawings = new ArrayList<>();

  private Drawings(Model model) {
    this.model = model;
    this.graph = model.graph();
    this.wiring = Wiring.of(graph);
    graph.weights().forEach(weight -> weights.add(weight.value().id()));
    graph.setUp().forEach(node -> node.results().forEach(value -> weights.add(value.id())));
    graph.output().values().forEach(value -> given.add(value.id()));
  }

  /** The model's own drawing last; none where nothing is known of what it runs. */
  static List<Drawing> of(Model model) {
    Drawings made = new Drawings(model);
    CallTree.whole(model.graph())
        .filter(tree -> !model.graph().nodes().isEmpty())
        .ifPresent(tree -> made.draw(tree, 0));
    return made.drawings;
  }

  /** A module that is called, or an operation, with the values that it makes. */
  private record Unit(
      Optional<CallTree> call, List<GraphNode> nodes, Set<Integer> makes, Optional<Integer> inner) {

    String type() {
      return call.map(tree -> tree.call().type()).orElse("");
    }
  }

  /** What stands in one row of a drawing: a unit, or several alike that follow each other. */
  private record Row(Unit first, Unit last, int count) {}

  private int draw(CallTree tree, int depth) {
    List<Unit> units = units(tree, depth);
    Drawing drawing = level(tree.call(), units);
    for (int i = 0; i < drawings.size(); i++) {
      if (depth > 0 && drawings.get(i).looksLike(drawing)) {
        return i;
      }
    }
    drawings.add(drawing);
    return drawings.size() - 1;
  }

  // --- what a level is made of

  private List<Unit> units(CallTree tree, int depth) {
    List<Unit> units = new ArrayList<>();
    int next = tree.call().first();
    for (CallTree inner : tree.inner()) {
      operations(next, inner.call().first(), units);
      List<GraphNode> nodes = nodes(inner.call().first(), inner.call().end());
      if (!nodes.isEmpty()) {
        boolean isOpen = !inner.call().isLibrary() || !inner.inner().isEmpty();
        Optional<Integer> drawn =
            isOpen && depth < DEEPEST && nodes.size() > 1
                ? Optional.of(draw(inner, depth + 1))
                : Optional.empty();
        units.add(new Unit(Optional.of(inner), nodes, made(nodes), drawn));
      }
      next = Math.max(next, inner.call().end());
    }
    operations(next, tree.call().end(), units);
    return units;
  }

  private void operations(int from, int to, List<Unit> units) {
    for (GraphNode node : nodes(from, to)) {
      units.add(new Unit(Optional.empty(), List.of(node), made(List.of(node)), Optional.empty()));
    }
  }

  private List<GraphNode> nodes(int from, int to) {
    return graph.nodes().stream().filter(n -> from <= n.id() && n.id() < to).toList();
  }

  private static Set<Integer> made(List<GraphNode> nodes) {
    Set<Integer> made = new HashSet<>();
    nodes.forEach(node -> node.results().forEach(value -> made.add(value.id())));
    return made;
  }

  // --- its drawing

  private Drawing level(ModuleCall call, List<Unit> all) {
    List<Row> rows = rows(all);
    int most = Math.min(MOST_BOXES, upToFailure(rows));
    int left = Math.max(0, rows.size() - most);
    rows = rows.subList(0, rows.size() - left);
    List<Box> boxes = new ArrayList<>();
    Map<Integer, Integer> makers = new HashMap<>();
    Set<Edge> edges = new LinkedHashSet<>();
    Map<Integer, Integer> inputs = new LinkedHashMap<>();
    List<Box> units = new ArrayList<>();
    List<List<Value>> uses = new ArrayList<>();
    int from = 0;
    for (Row row : rows) {
      List<Unit> held = all.subList(from, from + row.count());
      from += row.count();
      Set<Integer> own = new HashSet<>();
      held.forEach(unit -> own.addAll(unit.makes()));
      int number = units.size();
      own.forEach(value -> makers.put(value, number));
      units.add(box(row, call.path()));
      uses.add(
          held.stream()
              .flatMap(unit -> unit.nodes().stream())
              .flatMap(node -> node.inputs().stream())
              .filter(value -> !own.contains(value.id()) && !weights.contains(value.id()))
              .distinct()
              .toList());
    }
    Set<Integer> madeAtAll = new HashSet<>();
    all.forEach(unit -> madeAtAll.addAll(unit.makes()));
    for (List<Value> used : uses) {
      for (Value value : used) {
        if (!makers.containsKey(value.id()) && !madeAtAll.contains(value.id())) {
          inputs.computeIfAbsent(
              value.id(),
              id -> {
                boxes.add(input(value, inputs.size()));
                return boxes.size() - 1;
              });
        }
      }
    }
    int first = boxes.size();
    boxes.addAll(units);
    for (int i = 0; i < uses.size(); i++) {
      for (Value value : uses.get(i)) {
        Optional<Integer> maker =
            Optional.ofNullable(makers.get(value.id()))
                .map(m -> m + first)
                .or(() -> Optional.ofNullable(inputs.get(value.id())));
        if (maker.isPresent() && maker.get() != i + first) {
          edges.add(new Edge(maker.get(), i + first, value.type().shape().toString()));
        }
      }
    }
    outputs(call, rows, all, first, boxes, edges);
    return new Drawing(call.path(), call.type(), boxes, List.copyOf(edges), left);
  }

  /** How many rows there are up to the first that fails: what comes after it never runs. */
  private int upToFailure(List<Row> rows) {
    for (int i = 0; i < rows.size(); i++) {
      if (failure(rows.get(i).first()).isPresent()) {
        return i + 1;
      }
    }
    return rows.size();
  }

  private void outputs(
      ModuleCall call,
      List<Row> rows,
      List<Unit> all,
      int first,
      List<Box> boxes,
      Set<Edge> edges) {
    int out = boxes.size();
    int from = 0;
    List<Edge> leaving = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      for (Unit unit : all.subList(from, from + rows.get(i).count())) {
        for (GraphNode node : unit.nodes()) {
          for (Value value : node.results()) {
            if (leaves(value, call)) {
              leaving.add(new Edge(i + first, out, value.type().shape().toString()));
            }
          }
        }
      }
      from += rows.get(i).count();
    }
    if (!leaving.isEmpty()) {
      boxes.add(
          new Box(Kind.OUTPUT, "", "output", Optional.empty(), Optional.empty(), Optional.empty()));
      edges.addAll(leaving);
    }
  }

  /** Whether something outside of a call uses a value. */
  private boolean leaves(Value value, ModuleCall call) {
    return given.contains(value.id())
        || wiring.users(value).stream()
            .anyMatch(user -> user.id() < call.first() || user.id() >= call.end());
  }

  private Box input(Value value, int number) {
    String name =
        graph.inputs().stream()
            .filter(input -> input.value().id() == value.id())
            .map(Input::name)
            .findFirst()
            .orElse(number == 0 ? "input" : "input " + (number + 1));
    return new Box(Kind.INPUT, "", name, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Box box(Row row, String inside) {
    Unit unit = row.first();
    Optional<Contradiction> failure = failure(unit);
    Optional<Place> place =
        unit.call()
            .map(tree -> tree.call().origin())
            .orElseGet(() -> unit.nodes().getFirst().origin())
            .place()
            .map(frame -> new Place(frame.file(), frame.span()));
    String name =
        unit.call().map(tree -> within(inside, tree.call().path())).orElse("")
            + (row.count() > 1
                ? " … " + within(inside, row.last().call().orElseThrow().call().path())
                : "");
    String label =
        unit.call()
            .map(tree -> tree.call().type() + (row.count() > 1 ? " ×" + row.count() : ""))
            .orElseGet(() -> operation(unit.nodes().getFirst(), failure));
    return new Box(
        kind(unit, failure), name, label, unit.inner(), place, failure.map(Contradiction::why));
  }

  private static Kind kind(Unit unit, Optional<Contradiction> failure) {
    if (failure.isPresent()) {
      return Kind.FAILED;
    }
    if (unit.call().isPresent()) {
      return unit.inner().isPresent() ? Kind.MODULE : Kind.LAYER;
    }
    return unit.nodes().getFirst().op().equals(GraphNode.UNKNOWN_OP)
        ? Kind.UNKNOWN
        : Kind.OPERATION;
  }

  private static String operation(GraphNode node, Optional<Contradiction> failure) {
    return switch (node.op()) {
      case GraphNode.UNKNOWN_OP -> failure.map(Contradiction::op).orElse("not understood");
      case GraphNode.JOIN_OP -> "either";
      default -> node.op();
    };
  }

  /** What fails in a unit, if something does. */
  private Optional<Contradiction> failure(Unit unit) {
    return model.contradictions().stream()
        .filter(
            contradiction ->
                unit.nodes().stream()
                        .anyMatch(
                            node ->
                                node.origin().equals(contradiction.origin())
                                    && node.results().stream()
                                        .noneMatch(r -> r.type().shape().isComplete()))
                    || unit.call()
                        .filter(tree -> tree.call().origin().equals(contradiction.origin()))
                        .isPresent())
        .findFirst();
  }

  /** {@code 0.conv1} of {@code layer1.0.conv1} in {@code layer1}. */
  private static String within(String inside, String path) {
    return !inside.isEmpty() && path.startsWith(inside + ".")
        ? path.substring(inside.length() + 1)
        : path;
  }

  // --- modules alike in a row

  private List<Row> rows(List<Unit> units) {
    List<Row> rows = new ArrayList<>();
    int i = 0;
    while (i < units.size()) {
      int end = i + 1;
      while (end < units.size() && follows(units.get(end - 1), units.get(end))) {
        end++;
      }
      // The last of a row may be used by anyone; what the others make is their own affair.
      int last = end;
      while (last - i > 1 && !isClosed(units.subList(i, last))) {
        last--;
      }
      if (last - i >= FEWEST_IN_ROW) {
        rows.add(new Row(units.get(i), units.get(last - 1), last - i));
        i = last;
      } else {
        rows.add(new Row(units.get(i), units.get(i), 1));
        i++;
      }
    }
    return rows;
  }

  /** Whether a module is like the one before it, and is given what that makes. */
  private static boolean follows(Unit before, Unit unit) {
    return unit.inner().isPresent()
        && unit.inner().equals(before.inner())
        && unit.type().equals(before.type())
        && unit.nodes().stream()
            .flatMap(node -> node.inputs().stream())
            .anyMatch(value -> before.makes().contains(value.id()));
  }

  /** Whether what all but the last make goes to the next ones alone. */
  private boolean isClosed(List<Unit> row) {
    Set<Integer> inside = new HashSet<>();
    row.forEach(unit -> unit.nodes().forEach(node -> inside.add(node.id())));
    return row.subList(0, row.size() - 1).stream()
        .flatMap(unit -> unit.nodes().stream())
        .flatMap(node -> node.results().stream())
        .noneMatch(
            value ->
                given.contains(value.id())
                    || wiring.users(value).stream().anyMatch(user -> !inside.contains(user.id())));
  }
}
