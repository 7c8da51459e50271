package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.List;
import java.util.Optional;

/**
 * Scripts and manuals start a program with options that it does not have.
 *
 * @param place where the program reads its command line, or calls what does
 * @param uses each of them, at least one
 */
public record UnknownOption(Place place, List<Use> uses) implements Fact {

  /**
   * An option of a command.
   *
   * @param option as it is written, its dashes included
   * @param command where it stands
   * @param near the option that may be meant, its dashes included
   */
  public record Use(String option, Place command, Optional<String> near) {}

  public UnknownOption {
    uses = List.copyOf(uses);
  }
}
