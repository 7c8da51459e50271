package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A value of a configuration that PyYAML reads as something else than it looks like.
 *
 * @param place the value
 * @param key what it stands under
 * @param text as it is written
 * @param reading what it is read as, as Python writes it
 * @param kind what it looks like
 * @param use where code takes it for the text that is written
 */
public record ConfigScalar(
    Place place, String key, String text, String reading, Kind kind, Optional<Place> use)
    implements ConfigFact {

  /** What a value looks like. */
  public enum Kind {
    /** A word, that is read as a truth value. */
    WORD,
    /** A number, that is read to the base of eight. */
    OCTAL,
    /** A time, that is read to the base of sixty. */
    TIME
  }
}
