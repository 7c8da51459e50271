package dev.tensorvet.baseline;

import dev.tensorvet.finding.Fingerprint;
import dev.tensorvet.finding.Occurrence;
import java.util.Comparator;

/**
 * What a finding is known by.
 *
 * @param at which of equal lines it stands on; {@link Occurrence#ONLY} where that tells it from no
 *     other
 */
public record Known(Fingerprint print, Occurrence at) implements Comparable<Known> {

  private static final Comparator<Known> ORDER =
      Comparator.comparing(Known::print)
          .thenComparing(known -> known.at().of())
          .thenComparing(known -> known.at().nth());

  Known withoutBlanks() {
    return new Known(print.withoutBlanks(), at);
  }

  /** The same, on whichever of equal lines. */
  Known anywhere() {
    return new Known(print, Occurrence.ONLY);
  }

  boolean isAnywhere() {
    return at.equals(Occurrence.ONLY);
  }

  @Override
  public int compareTo(Known other) {
    return ORDER.compare(this, other);
  }
}
