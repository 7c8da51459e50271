package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.source.SourceFile;

/**
 * A model that nothing trains computes what a loss is made of, with a graph back to its parameters.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param model how the code calls it
 * @param forward the computation
 * @param graph what becomes of its graph
 * @param certainty whether that nothing trains it is known, or only what it is called says so
 */
public record UnlearntTarget(
    SourceFile file, String model, Site forward, Graph graph, Certainty certainty) implements Fact {

  /** What becomes of a graph that nobody needs. */
  public enum Graph {
    /** The backward pass goes through it. */
    WALKED_BACK,
    /**
     * The same, since what learns is behind it: it is needed, and gradients of the model are not.
     */
    WALKED_THROUGH,
    /** It is cut off before, but a variable holds it till then. */
    KEPT
  }
}
