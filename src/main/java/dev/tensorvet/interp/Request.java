package dev.tensorvet.interp;

import dev.tensorvet.tensor.TensorType;
import java.util.List;

/**
 * How a model is to be traced.
 *
 * @param inputs the types of its inputs, in the order of {@code forward}; fewer than it has, or
 *     none, where they are to be found out
 * @param isTraining whether its modules are in training
 */
public record Request(List<TensorType> inputs, boolean isTraining) {

  public Request {
    inputs = List.copyOf(inputs);
  }

  /** Nothing is given, and the model is evaluated. */
  public static Request plain() {
    return new Request(List.of(), false);
  }
}
