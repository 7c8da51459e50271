package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * Code that makes, fills or replaces the weights of a model, and does not do what it is there for.
 *
 * @param place what does it
 * @param subject the weights, or the model that holds them, as they are written
 * @param code what is called
 * @param rewrite what to write in the place
 * @param other what it goes against
 */
public record WeightSlip(
    Kind kind,
    Place place,
    String subject,
    String code,
    Optional<String> rewrite,
    Optional<Place> other)
    implements Fact {

  /** What the code does. */
  public enum Kind {
    /** A tensor that is to learn is a plain member, which the model does not count as its own. */
    PLAIN_TENSOR,
    /** What is made of a parameter is kept, and the parameter is not. */
    LOST_BY_OPERATION,
    /** A tensor of constants is a parameter that never learns. */
    NEVER_LEARNS,
    /** First values that need two dimensions are asked for all parameters, biases included. */
    NEEDS_DIMENSIONS,
    /** All weights of the layers of a kind get one value. */
    ALL_THE_SAME,
    /** Weights that were loaded get first values again. */
    FILLED_AFTER_LOAD,
    /** Two layers share a weight, and one of them is made anew. */
    TIE_UNDONE,
    /** A layer is put into a model whose optimizer has been made. */
    REPLACED_AFTER_OPTIMIZER
  }
}
