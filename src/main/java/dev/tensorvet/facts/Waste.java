package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A statement or call that costs time or memory for nothing.
 *
 * @param code how the code calls what is done
 * @param place the call
 * @param subject what it is done to, or with
 * @param argument the argument that would save it
 * @param receiver the call that the argument would be given to, or after which the other is idle
 */
public record Waste(
    Kind kind,
    String code,
    Place place,
    String subject,
    Optional<String> argument,
    Optional<Place> receiver)
    implements Fact {

  /** What is done. */
  public enum Kind {
    /** The memory that is kept for the next batch is given back after each. */
    EMPTIES_CACHE,
    /** A tensor is filled in one place and copied to another. */
    FILLS_ELSEWHERE,
    /** All that was collected is copied for each further piece. */
    COPIES_TO_GROW,
    /** Activations are computed again in a way that is not said. */
    RECOMPUTES,
    /** A tensor is made of a list of arrays, number by number. */
    READS_NUMBERS,
    /** A loader and its workers are made anew for each epoch. */
    REMAKES_LOADER,
    /** A model is copied for each batch. */
    COPIES_MODEL,
    /** A model is compiled, and nobody takes what that gives. */
    COMPILES_FOR_NOTHING,
    /** A model is compiled in each turn. */
    COMPILES_EACH_TURN,
    /** Elements are computed one by one that one operation would compute at once. */
    LOOPS_OVER_ELEMENTS,
    /** Something is moved to where it is already. */
    MOVES_AGAIN,
    /** The program waits for the card before it gives it the backward pass. */
    WAITS,
    /** The time is taken when the card has been told what to do, and not when it has done it. */
    TIMES_LAUNCH
  }
}
