package dev.tensorvet.review;

import dev.tensorvet.finding.Place;

/**
 * Something that a program writes down, watches, or makes repeatable.
 *
 * @param what as the code names it
 */
public record Keeping(Kind kind, String what, Place place) {

  /** What for. */
  public enum Kind {
    LOGGED("logged"),
    MONITORED("monitored"),
    SAVED("saved"),
    SEEDED("seeded");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** As a report has it. */
    public String label() {
      return label;
    }
  }
}
