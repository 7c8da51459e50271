package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A checkpoint is read otherwise than it was written, or a state comes from where it should not.
 *
 * @param place what reads it
 * @param subject what is asked for, or whose state it is
 * @param other where it is written
 */
public record StateSlip(Kind kind, Place place, String subject, Optional<Place> other)
    implements Fact {

  /** What is done. */
  public enum Kind {
    /** A part is asked for that was not written. */
    PART_MISSING,
    /** The whole is taken for one of its parts. */
    WHOLE_TAKEN,
    /** Parts that are missing or left over are passed over, and nobody is told. */
    GAPS_IGNORED,
    /** The names of a compiled model's parameters are written, which the model itself has not. */
    NAMES_PREFIXED,
    /** The same of a wrapper for devices, and it is loaded into the model without the wrapper. */
    NAMES_OF_WRAPPER,
    /** A model is read with whatever code it holds. */
    CODE_RUN,
    /** Weights come over a connection that anybody may change. */
    OPEN_CONNECTION
  }
}
