package dev.tensorvet.interp;

import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.tensor.Shape;
import java.util.List;

/**
 * An operation that fails for every input: its arguments do not fit.
 *
 * @param op the operation, or the class of the layer that refuses what it is given
 * @param why what does not fit, as a sentence in lower case without a full stop
 * @param given the shapes of the tensors that it is given, in the order of its arguments
 * @param steps the nodes whose results meet here, in the order in which they run: how the shapes
 *     came to be
 * @param settings where files begin that the model's numbers were read from
 * @param isCertain whether the operation surely runs; else it stands in a branch that may not
 * @param cause what does not fit
 */
public record Contradiction(
    String op,
    String why,
    Origin origin,
    List<Shape> given,
    List<Step> steps,
    List<Frame> settings,
    boolean isCertain,
    Cause cause) {

  public Contradiction {
    given = List.copyOf(given);
    steps = List.copyOf(steps);
    settings = List.copyOf(settings);
  }

  /** The same, where it is in doubt whether the model is ever built so. */
  Contradiction doubted() {
    return new Contradiction(op, why, origin, given, steps, settings, false, cause);
  }

  /** What of an operation does not fit. */
  public enum Cause {
    /** The call is wrong in itself, whatever tensors it is given. */
    CALL,
    /** The shapes of its tensors. */
    SHAPES,
    /** The types of the elements of its tensors. */
    TYPES
  }

  /**
   * An operation that leads to the contradiction.
   *
   * @param shape what it gives
   */
  public record Step(String op, String shape, Origin origin) {}
}
