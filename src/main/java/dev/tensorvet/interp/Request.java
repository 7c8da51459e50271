package dev.tensorvet.interp;

import dev.tensorvet.tensor.TensorType;
import java.util.List;

/**
 * How a model is to be traced.
 *
 * @param inputs the types of its inputs, in the order of {@code forward}; fewer than it has, or
 *     none, where they are to be found out
 * @param isTraining whether its modules are in training
 * @param hasFirstValues whether the set-up shows how weights get their first values, which who runs
 *     the graph needs to know, and nobody else
 * @param looksAtUses whether what cannot be told of a model by itself may be told by the code that
 *     builds and calls it: to follow that is work, and proves nothing that is not proven where that
 *     code is followed for its own sake
 */
public record Request(
    List<TensorType> inputs, boolean isTraining, boolean hasFirstValues, boolean looksAtUses) {

  public Request {
    inputs = List.copyOf(inputs);
  }

  /** For a graph that is to be run. */
  public Request(List<TensorType> inputs, boolean isTraining) {
    this(inputs, isTraining, true, true);
  }

  /** Nothing is given, and the model is evaluated. */
  public static Request plain() {
    return new Request(List.of(), false, false, false);
  }

  /** To be shown to a reader. */
  public static Request shown(List<TensorType> inputs) {
    return new Request(inputs, false, false, true);
  }
}
