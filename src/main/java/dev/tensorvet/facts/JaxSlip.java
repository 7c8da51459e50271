package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.TextEdit;
import java.util.Optional;

/**
 * Code for JAX, or for a library on top of it, that does not do what it looks like.
 *
 * @param place the call or statement
 * @param subject what it is about, as the code calls it
 * @param other a second place that takes part
 * @param edit what would put it right
 */
public record JaxSlip(
    Kind kind, Place place, String subject, Optional<Place> other, Optional<TextEdit> edit)
    implements Fact {

  /** What is done. */
  public enum Kind {
    /** Two calls draw numbers by one key. */
    KEY_USED_TWICE,
    /** One key is split in two places, which gives the same keys. */
    KEY_SPLIT_TWICE,
    /** Each turn of a loop draws by the same key. */
    KEY_USED_EACH_TURN,
    /** New keys are made, and nobody takes them. */
    KEYS_DROPPED,
    /** An element of an array is assigned. */
    ELEMENT_ASSIGNED,
    /** A changed copy of an array is made, and nobody takes it. */
    UPDATE_DROPPED,
    /** A function that is made in each turn is compiled in each turn. */
    COMPILES_EACH_TURN,
    /** A compiled function prints what it does not know yet. */
    PRINTS_TRACER,
    /** A compiled function changes a variable around it. */
    CHANGES_OUTSIDE,
    /** A compiled function asks for what is other each time. */
    READS_ONCE,
    /** A compiled function asks for the number of what has none yet. */
    NEEDS_NUMBER,
    /** Changes of parameters are computed, and nobody applies them. */
    CHANGES_UNUSED,
    /** What an optimizer remembers is not handed on. */
    OPTIMIZER_STATE_DROPPED,
    /** New statistics of a normalisation are not handed on. */
    STATISTICS_DROPPED,
    /** A normalisation is to learn statistics, and may change none. */
    STATISTICS_FIXED,
    /** A module drops some of its inputs, and nobody gives it a key to draw by. */
    KEY_MISSING,
    /** A stopwatch is read before the result is there. */
    TIMES_DISPATCH,
    /** A function that gives several things is differentiated as if it gave a number. */
    AUXILIARY_NOT_TOLD,
    /** A function that gives a number is said to give more. */
    AUXILIARY_MISSING
  }
}
