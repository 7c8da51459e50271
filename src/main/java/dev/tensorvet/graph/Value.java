package dev.tensorvet.graph;

import dev.tensorvet.tensor.TensorType;

/**
 * A tensor of a graph: an input, or a result of one node.
 *
 * @param id its number in the graph, which no other value has
 */
public record Value(int id, TensorType type) {

  /** {@code %12} */
  @Override
  public String toString() {
    return "%" + id;
  }
}
