package dev.tensorvet.graph;

import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which node makes each value of a graph, and which nodes use it. */
public final class Wiring {

  private final Graph graph;
  private final Map<Integer, GraphNode> makers = new HashMap<>();
  private final Map<Integer, List<GraphNode>> users = new HashMap<>();

  private Wiring(Graph graph) {
    this.graph = graph;
  }

  public static Wiring of(Graph graph) {
    Wiring wiring = new Wiring(graph);
    for (GraphNode node : graph.nodes()) {
      node.results().forEach(result -> wiring.makers.put(result.id(), node));
      for (Value input : new HashSet<>(node.inputs())) {
        wiring.users.computeIfAbsent(input.id(), id -> new ArrayList<>()).add(node);
      }
    }
    return wiring;
  }

  /** The node of {@code forward} that makes a value. */
  public Optional<GraphNode> maker(Value value) {
    return Optional.ofNullable(makers.get(value.id()));
  }

  public List<GraphNode> users(Value value) {
    return users.getOrDefault(value.id(), List.of());
  }

  /**
   * The node that a value comes from, by the first arguments of others.
   *
   * @param isPassed which nodes are walked through
   */
  public Optional<GraphNode> origin(Value value, Predicate<GraphNode> isPassed) {
    Optional<GraphNode> at = maker(value);
    while (at.isPresent() && isPassed.test(at.get()) && !at.get().inputs().isEmpty()) {
      at = maker(at.get().inputs().getFirst());
    }
    return at;
  }

  /** Whether a value meets such a node, or one that is made of it does. */
  public boolean reaches(Value value, Predicate<GraphNode> isMeant) {
    Set<Integer> seen = new HashSet<>();
    Deque<Value> open = new ArrayDeque<>(List.of(value));
    while (!open.isEmpty()) {
      for (GraphNode user : users(open.pop())) {
        if (isMeant.test(user)) {
          return true;
        }
        if (seen.add(user.id())) {
          open.addAll(user.results());
        }
      }
    }
    return false;
  }

  /** Whether two nodes stand in branches of which a run takes one, the first of them before. */
  public boolean excludes(GraphNode one, GraphNode other) {
    return graph.nodes().stream()
        .filter(node -> node.op().equals(GraphNode.JOIN_OP) && node.id() > other.id())
        .map(GraphNode::inputs)
        .anyMatch(
            sides ->
                sides.size() == 2
                    && comesFrom(sides.getFirst(), one)
                    && comesFrom(sides.getLast(), other)
                    && !comesFrom(sides.getFirst(), other)
                    && !comesFrom(sides.getLast(), one));
  }

  private boolean comesFrom(Value value, GraphNode node) {
    return node.results().contains(value)
        || node.results().stream()
            .anyMatch(r -> reaches(r, user -> user.results().contains(value)));
  }

  /**
   * The size of the batch: the symbol that the first dimension of an input is, of the first that
   * has more than one.
   */
  public Optional<Dim> batch() {
    return graph.inputs().stream()
        .map(input -> input.value().type().shape())
        .filter(shape -> shape.rank().orElse(0) > 1)
        .map(shape -> shape.dim(0))
        .findFirst()
        .filter(
            dim ->
                dim.symbols().size() == 1 && dim.equals(Dim.size(dim.symbols().iterator().next())));
  }

  /** Whether a shape begins with the batch and goes on. */
  public boolean isBatched(Shape shape) {
    return shape.rank().orElse(0) > 1 && batch().filter(shape.dim(0)::equals).isPresent();
  }
}
