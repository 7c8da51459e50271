package dev.tensorvet.verify;

import dev.tensorvet.tensor.Dim;
import java.util.Map;

/**
 * How a graph is to be run.
 *
 * @param sizes what its symbols stand for
 * @param loss what is trained for
 * @param device where it runs
 */
public record Recipe(Map<String, Dim> sizes, Loss loss, Hardware device) {

  /** What the outputs of a model are judged by. */
  public enum Loss {
    /** An output that is one number, as it is; else the mean square of the distance to noise. */
    DISTANCE(0),
    /** Classes drawn at random, against the first output as logits. */
    CROSS_ENTROPY(1);

    private final double number;

    Loss(double number) {
      this.number = number;
    }

    /** What a program knows it by. */
    double number() {
      return number;
    }
  }

  /** What tensors lie on. */
  public enum Hardware {
    CPU,
    GPU
  }

  public Recipe {
    sizes = Map.copyOf(sizes);
  }
}
