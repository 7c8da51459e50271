package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import java.util.List;

/**
 * A value that steers a program.
 *
 * @param value as it is written
 * @param uses where the code reads it by its name
 */
public record Setting(String name, String value, Source source, Place place, List<Place> uses) {

  /** Where a setting comes from. */
  public enum Source {
    COMMAND_LINE("command line"),
    FILE("config file"),
    CLASS("config class"),
    CONSTANT("constant"),
    /** It stands in the call that it is for. */
    CODE("hard-coded");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    /** As a report has it. */
    public String label() {
      return label;
    }
  }

  public Setting {
    uses = List.copyOf(uses);
  }
}
