package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * An expression or statement that does not compute what it seems to, or not as well as it could.
 *
 * @param code as it is written
 * @param place the expression
 * @param subject what it is computed from
 * @param rewrite what to write in its place
 * @param other where the subject comes from
 */
public record NumericSlip(
    Kind kind,
    String code,
    Place place,
    String subject,
    Optional<String> rewrite,
    Optional<Place> other)
    implements Fact {

  /** What is computed. */
  public enum Kind {
    /** The logarithm of a softmax. */
    LOG_OF_SOFTMAX,
    /** The logarithm of a sigmoid, or of what it leaves of one. */
    LOG_OF_SIGMOID,
    /** A comparison with what is equal to nothing. */
    COMPARES_NAN,
    /** The logarithm of a sum of powers of e. */
    LOG_OF_SUM_OF_EXP,
    /** A divergence is divided by the number of all elements. */
    MEAN_OF_ALL,
    /** A small number is added to one, or left by it, and loses its digits. */
    LOSES_DIGITS,
    /** A function under a choice that is infinite, or has no slope, where it is not chosen. */
    CHOSEN_TOO_LATE,
    /** A tensor of a size whose elements are whatever the memory held. */
    UNWRITTEN,
    /** A tensor of floats by the class and not by the function. */
    OLD_CONSTRUCTOR,
    /** A tensor is made out of a tensor. */
    COPIED_BY_CONSTRUCTOR,
    /** A result that nobody takes. */
    DISCARDED,
    /** A division by a spread that may be zero. */
    DIVIDES_BY_SPREAD,
    /** A running average keeps next to nothing of itself. */
    AVERAGE_FORGETS,
    /** A change in place of elements that share memory. */
    WRITES_SHARED,
    /** A change in place of an element of a list that holds one tensor several times. */
    WRITES_REPEATED,
    /** A change in place of a tensor that a list holds. */
    WRITES_KEPT,
    /** A change in place of what an array that a list holds shares its memory with. */
    WRITES_KEPT_VIEW
  }
}
