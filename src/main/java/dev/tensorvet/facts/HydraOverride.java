package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.List;
import java.util.Optional;

/**
 * Code composes a configuration and sets what no file of it has, or commands do so for a program.
 *
 * @param place the text that says it; for commands, the function that they start
 * @param config the file that the configuration begins with, as the user knows it
 * @param uses what is set, at least one
 */
public record HydraOverride(Place place, String config, List<Use> uses) implements Fact {

  /**
   * Something that is set.
   *
   * @param key its name
   * @param option what is chosen of a group that does not have it; empty where there is no such key
   * @param command of a script or a manual that says it
   */
  public record Use(String key, String option, Optional<Place> command) {}

  public HydraOverride {
    uses = List.copyOf(uses);
  }
}
