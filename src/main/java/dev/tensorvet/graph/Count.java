package dev.tensorvet.graph;

import dev.tensorvet.tensor.Dim;
import java.util.Map;

/**
 * An amount that is added up of what is known.
 *
 * @param known it may hold symbols for the sizes of the inputs
 * @param isWhole whether nothing is missing; else the amount is at least this
 */
public record Count(Dim known, boolean isWhole) {

  private static final Count NOTHING = new Count(Dim.of(0), true);

  /** Nothing, to begin a sum with. */
  public static Count nothing() {
    return NOTHING;
  }

  public static Count of(long amount) {
    return new Count(Dim.of(amount), true);
  }

  /** With one amount more; any is one that is not known. */
  public Count plus(Dim amount) {
    if (amount.isKnown(0)) {
      return this;
    }
    return amount.isAny()
        ? new Count(known, false)
        : new Count(known.plus(amount), isWhole && !known.isAny());
  }

  public Count plus(Count other) {
    return new Count(known.plus(other.known), isWhole && other.isWhole);
  }

  public Count times(long factor) {
    return new Count(known.times(factor), isWhole);
  }

  /** With values in the place of symbols. */
  public Count with(Map<String, Dim> values) {
    return new Count(known.with(values), isWhole);
  }
}
