package dev.tensorvet.interp;

import dev.tensorvet.graph.Origin;
import java.util.List;

/**
 * An operation that fails for every input: its arguments do not fit.
 *
 * @param op the operation
 * @param why what does not fit, as a sentence in lower case without a full stop
 * @param steps the nodes whose results meet here, in the order in which they run: how the shapes
 *     came to be
 * @param isCertain whether the operation surely runs; else it stands in a branch that may not
 */
public record Contradiction(
    String op, String why, Origin origin, List<Step> steps, boolean isCertain) {

  public Contradiction {
    steps = List.copyOf(steps);
  }

  /**
   * An operation that leads to the contradiction.
   *
   * @param shape what it gives
   */
  public record Step(String op, String shape, Origin origin) {}
}
