package dev.tensorvet.graph;

/**
 * A parameter or buffer of a model.
 *
 * @param name as in the model's state: {@code layer1.0.conv1.weight}
 * @param value what the set-up makes it; two names of one tensor share a value
 * @param isTrainable whether it is a parameter that asks for a gradient
 */
public record Weight(String name, Value value, Kind kind, boolean isTrainable) {

  /** What a module keeps a tensor as. */
  public enum Kind {
    PARAMETER,
    BUFFER
  }
}
