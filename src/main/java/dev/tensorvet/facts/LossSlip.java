package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.TextEdit;
import java.util.Optional;

/**
 * A loss is given what it takes for something else, or what becomes of it is not what it is for.
 *
 * @param place the call or division
 * @param subject what it is about, as the code calls it
 * @param other where that comes from
 * @param repair what makes it right
 */
public record LossSlip(
    Kind kind, Place place, String subject, Optional<Place> other, Optional<TextEdit> repair)
    implements Fact {

  /** What is given, or done. */
  public enum Kind {
    /** A divergence gets logarithms for its target, and is not told. */
    TARGET_IS_LOGARITHM,
    /** A divergence is told that its target is logarithms, and gets probabilities. */
    TARGET_IS_PROBABILITY,
    /** The lengths of sequences are read off another dimension than the loss takes for time. */
    BATCH_BEFORE_TIME,
    /** A backward pass begins with one loss for each sample. */
    NOT_REDUCED,
    /** A loss of probabilities is computed where a card computes in half precision. */
    UNDER_AUTOCAST,
    /** There are more or fewer weights than classes. */
    WEIGHTS_MISCOUNTED
  }
}
