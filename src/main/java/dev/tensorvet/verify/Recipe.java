package dev.tensorvet.verify;

import dev.tensorvet.tensor.Dim;
import java.util.Map;

/**
 * How a graph is to be run.
 *
 * @param sizes what its symbols stand for
 * @param device where it runs
 */
public record Recipe(Map<String, Dim> sizes, Hardware device) {

  /** What tensors lie on. */
  public enum Hardware {
    CPU,
    GPU
  }

  public Recipe {
    sizes = Map.copyOf(sizes);
  }
}
