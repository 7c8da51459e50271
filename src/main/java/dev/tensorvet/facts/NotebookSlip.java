package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A notebook that does not give what it shows when it runs from top to bottom, or shows what it
 * should not.
 *
 * @param place the name, or the cell
 * @param subject what it is about: a variable, a kind of error, a service
 * @param other a second place that takes part
 */
public record NotebookSlip(Kind kind, Place place, String subject, Optional<Place> other)
    implements Fact {

  /** What is wrong. */
  public enum Kind {
    /** A cell last ran before the cell above it that gives a variable its value. */
    RAN_BEFORE,
    /** A name is used that only a later cell defines. */
    DEFINED_BELOW,
    /** A key to a service is printed. */
    SHOWS_SECRET,
    /** The last run ended with an error. */
    ENDS_WITH_ERROR
  }
}
