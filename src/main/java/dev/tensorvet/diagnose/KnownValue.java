package dev.tensorvet.diagnose;

import dev.tensorvet.finding.Place;

/**
 * A setting that code reads, and the value that the project gives it.
 *
 * @param name by which the code reads it
 * @param value as it is written
 * @param kind of what gives it
 * @param place where it is given
 */
public record KnownValue(String name, String value, Kind kind, Place place) {

  /** What gives a value. */
  public enum Kind {
    /** The default of an option, which the command line may say otherwise. */
    OPTION,
    /** An option that has to be given. */
    REQUIRED,
    /** A configuration file, of which there may be others. */
    FILE,
    /** The code itself. */
    CODE
  }
}
