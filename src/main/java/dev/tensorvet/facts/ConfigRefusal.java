package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;

/**
 * A value of a configuration comes to a parameter of a library that does not take it.
 *
 * @param place the value
 * @param text as it is written
 * @param parameter what it is given for
 * @param callee how the code calls what takes it
 * @param read where
 * @param reason why it is refused
 */
public record ConfigRefusal(
    Place place, String text, String parameter, String callee, Place read, Reason reason)
    implements ConfigFact {

  /** Why a value is refused. */
  public enum Reason {
    TOO_SMALL,
    TOO_LARGE,
    /** A number is asked for. */
    TEXT,
    /** Each text counts as true, whatever it says. */
    TRUE_TEXT
  }
}
