package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * Something that is no JSON, in a file that Python's {@code json} reads. Other readers take it.
 *
 * @param place the first such thing
 * @param kind what it is
 * @param reader what reads the file
 * @param use what the reader gives
 */
public record JsonExtension(Place place, Kind kind, String reader, Place use)
    implements ConfigFact {

  /** What readers take that are made for people who write JSON. */
  public enum Kind {
    COMMENT,

    /** A comma behind the last element. */
    TRAILING_COMMA
  }
}
