package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A loss that is kept with its graph in something that outlives the turn of the loop, so that every
 * turn's graph stays in memory.
 *
 * @param value the kept value in the text, or the call that hands it to the code that keeps it
 * @param statement the addition to a sum, or the call that appends
 * @param name the variable or member that sums, when there is one
 * @param backward where the graph was walked back; empty where nothing does, as in an evaluation
 */
public record GraphAccumulation(
    Place value, Place statement, Optional<String> name, Optional<Place> backward) implements Fact {

  /** Whether the code that keeps the value is called with it. */
  public boolean isHandedOver() {
    return value.file() != statement.file() || !statement.span().contains(value.span());
  }
}
