package dev.tensorvet.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which values the nodes of a graph keep for their backward passes, where that is sure: of
 * operations that keep their result, or their input, whatever else they are given.
 */
public final class SavedTensors {

  /** Those whose derivative is computed from their result. */
  private static final Set<String> BY_RESULT =
      Set.of("relu", "sigmoid", "tanh", "exp", "sqrt", "softmax", "log_softmax");

  /** Those whose derivative is computed from their input. */
  private static final Set<String> BY_INPUT =
      Set.of(
          "leaky_relu",
          "elu",
          "gelu",
          "silu",
          "mish",
          "relu6",
          "hardtanh",
          "batch_norm",
          "layer_norm",
          "group_norm",
          "avg_pool2d",
          "max_pool1d",
          "max_pool2d",
          "max_pool3d");

  /** Those whose weight's derivative is computed from their input. */
  private static final Set<String> BY_WEIGHT =
      Set.of(
          "linear",
          "conv1d",
          "conv2d",
          "conv3d",
          "conv_transpose1d",
          "conv_transpose2d",
          "conv_transpose3d");

  /** The values that ask for a gradient. */
  private final Set<Integer> asking = new HashSet<>();

  private SavedTensors() {}

  public static SavedTensors of(Graph graph) {
    SavedTensors saved = new SavedTensors();
    graph.weights().stream()
        .filter(Weight::isTrainable)
        .forEach(weight -> saved.asking.add(weight.value().id()));
    for (GraphNode node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(saved::asks) && !Aliases.plainOp(node).equals("detach")) {
        node.results().forEach(result -> saved.asking.add(result.id()));
      }
    }
    return saved;
  }

  private boolean asks(Value value) {
    return asking.contains(value.id());
  }

  /** The values that a node keeps. */
  public List<Value> by(GraphNode node) {
    String op = Aliases.plainOp(node);
    List<Value> inputs = node.inputs();
    if (inputs.isEmpty() || node.results().stream().noneMatch(this::asks)) {
      return List.of();
    }
    Value first = inputs.getFirst();
    // In place, they keep a copy of what they were given.
    boolean isByInput = BY_INPUT.contains(op) && !Aliases.isInPlace(node) && asks(first);
    boolean isByWeight = BY_WEIGHT.contains(op) && inputs.size() > 1 && asks(inputs.get(1));
    return Stream.of(
            BY_RESULT.contains(op) ? node.results() : List.<Value>of(),
            isByInput || isByWeight ? List.of(first) : List.<Value>of())
        .flatMap(List::stream)
        .toList();
  }
}
