package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.TextEdit;
import java.util.Optional;

/**
 * Numbers of a tensor are of a type that cannot hold what is asked of them.
 *
 * @param place what is asked
 * @param subject what cannot be held, or what it is asked of
 * @param other what tells the type
 * @param repair what makes it right
 */
public record DtypeSlip(
    Kind kind, Place place, String subject, Optional<Place> other, Optional<TextEdit> repair)
    implements Fact {

  /** What is asked. */
  public enum Kind {
    /** The mean of whole numbers, or of yes and no. */
    MEAN_OF_WHOLES,
    /** A number that keeps a sum from zero is zero in sixteen bits. */
    EPSILON_VANISHES,
    /** An optimizer of weights in sixteen bits divides by what may be zero there. */
    EPSILON_OF_OPTIMIZER_VANISHES,
    /** Masked elements are filled with what has no place in sixteen bits. */
    MASK_OVERFLOWS
  }
}
