package dev.tensorvet.graph;

import dev.tensorvet.tensor.Dim;
import java.util.List;

/**
 * What a model computes for one call. Values and nodes are numbered over the whole graph.
 *
 * @param name the class of the model
 * @param setUp the nodes that make the weights, in the order in which the constructor runs
 * @param weights in the order of the model's state
 * @param nodes what {@code forward} runs
 * @param calls the calls of modules, in the order in which they begin
 * @param notes what could not be followed or was assumed; a graph with unknown nodes has one for
 *     each
 */
public record Graph(
    String name,
    List<Input> inputs,
    List<GraphNode> setUp,
    List<Weight> weights,
    List<GraphNode> nodes,
    List<ModuleCall> calls,
    Output output,
    List<Note> notes) {

  public Graph {
    inputs = List.copyOf(inputs);
    setUp = List.copyOf(setUp);
    weights = List.copyOf(weights);
    nodes = List.copyOf(nodes);
    calls = List.copyOf(calls);
    notes = List.copyOf(notes);
  }

  /** Whether every operation is understood and every result is known up to symbols. */
  public boolean isComplete() {
    return nodes.stream()
        .allMatch(
            node ->
                !node.op().equals(GraphNode.UNKNOWN_OP)
                    && node.results().stream().allMatch(v -> v.type().shape().isComplete()));
  }

  /**
   * Nothing, to begin a sum of weights with; not whole where there may be more weights than are
   * known: the model could not be built, or calls something that is not known and may hold some.
   */
  Count noWeights() {
    boolean isBuilt = !calls.isEmpty();
    return isBuilt ? noWeights(nodes) : Count.nothing().plus(Dim.any());
  }

  /** The same for what a part of the model holds. */
  static Count noWeights(List<GraphNode> part) {
    return part.stream().anyMatch(node -> node.op().equals(GraphNode.UNKNOWN_OP))
        ? Count.nothing().plus(Dim.any())
        : Count.nothing();
  }
}
