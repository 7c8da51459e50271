package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A library's context that says how what is under it computes, and that nothing is under.
 *
 * @param kind what the code does with it
 * @param place the context, as the code names or calls it
 * @param needsArguments whether it cannot be made without being told more
 */
public record ContextUse(Kind kind, Place place, boolean needsArguments) implements Fact {

  /** What the code does with a context. */
  public enum Kind {
    /** A with statement enters the class itself, and no object of it. */
    ENTERED_UNCALLED,
    /** It stands alone in a statement, and is dropped. */
    DROPPED
  }
}
