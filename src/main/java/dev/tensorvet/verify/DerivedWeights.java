package dev.tensorvet.verify;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Weight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** What the set-up of a model makes of its parameters, and is no weight itself. */
final class DerivedWeights {

  private DerivedWeights() {}

  /**
   * Those that a run needs, in their order.
   *
   * @param root the value that another stands for, by their ids
   */
  static List<GraphNode> of(Graph graph, List<Weight> trainable, IntUnaryOperator root) {
    Set<Integer> fixed = new HashSet<>();
    graph.weights().forEach(weight -> fixed.add(root.applyAsInt(weight.value().id())));
    Set<Integer> ofParameters = new HashSet<>();
    trainable.forEach(weight -> ofParameters.add(root.applyAsInt(weight.value().id())));
    List<GraphNode> made = new ArrayList<>();
    for (GraphNode node : graph.setUp()) {
      boolean isDerived =
          !Spellings.isInPlace(node)
              && node.inputs().stream()
                  .anyMatch(input -> ofParameters.contains(root.applyAsInt(input.id())))
              && node.results().stream()
                  .noneMatch(result -> fixed.contains(root.applyAsInt(result.id())));
      if (isDerived) {
        made.add(node);
        node.results().forEach(result -> ofParameters.add(result.id()));
      }
    }
    Set<Integer> needed = new HashSet<>();
    graph
        .nodes()
        .forEach(node -> node.inputs().forEach(input -> needed.add(root.applyAsInt(input.id()))));
    List<GraphNode> used = new ArrayList<>();
    for (GraphNode node : made.reversed()) {
      if (node.results().stream().anyMatch(result -> needed.contains(result.id()))) {
        node.inputs().forEach(input -> needed.add(root.applyAsInt(input.id())));
        used.addFirst(node);
      }
    }
    return used;
  }
}
