package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import java.util.List;
import java.util.Optional;

/**
 * A file that is run.
 *
 * @param place where the program begins
 * @param command how it is run from the folder that the review was made in
 * @param about the first sentence of what the file says of itself; empty where it says nothing
 * @param options what its command line takes
 * @param starts how the repository itself starts it
 * @param note what else decides how it runs; empty where nothing is known to
 */
public record EntryPoint(
    Place place,
    Kind kind,
    String command,
    String about,
    List<Option> options,
    List<Start> starts,
    String note) {

  /** How a program is started. */
  public enum Kind {
    /** A command that is there once the package is installed. */
    COMMAND,
    SCRIPT,
    NOTEBOOK
  }

  public EntryPoint {
    options = List.copyOf(options);
    starts = List.copyOf(starts);
  }

  /**
   * An option of a command line.
   *
   * @param names as they are written: {@code --batch-size}, {@code -b}
   * @param destination the name by which the code reads it
   * @param type as the code writes it
   * @param value its default as the code writes it
   * @param help what it is for
   * @param place where it is declared
   */
  public record Option(
      List<String> names,
      String destination,
      Optional<String> type,
      Optional<String> value,
      boolean isRequired,
      Optional<String> choices,
      String help,
      Place place) {

    public Option {
      names = List.copyOf(names);
    }

    /** Whether it stands at its place, without a name. */
    public boolean isPositional() {
      return !names.getFirst().startsWith("-");
    }
  }
}
