package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * Something about how a file's code makes random numbers repeatable.
 *
 * @param function how the code calls what seeds, or the variable that it sets
 * @param place the call or assignment
 * @param source the generator, as a message calls it
 * @param other the other place that takes part: a number that is drawn, or the model that is made
 * @param remedy the call that would seed the generator too
 */
public record SeedUse(
    Kind kind,
    String function,
    Place place,
    String source,
    Optional<Place> other,
    Optional<String> remedy)
    implements Fact {

  /** What is done. */
  public enum Kind {
    /** Only repeatable algorithms are allowed, and the library that multiplies is not set up so. */
    LIBRARY_NOT_TOLD,
    /** One generator is seeded, and numbers of another are drawn that nothing seeds. */
    OTHER_SOURCE,
    /** It is the first seed, and a model is made before it. */
    AFTER_MODEL,
    /** The same seed is set in each turn of a loop that trains. */
    EACH_TURN,
    /** The seed is the time. */
    FROM_CLOCK,
    /** The seed of hashes is set in the process that has its hashes already. */
    HASHES
  }
}
