package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One station on the way of the data through a training program.
 *
 * @param places where it is in the code; none where it was not found
 * @param text what stands there, in short
 */
public record Stage(Kind kind, List<Place> places, Optional<String> text) {

  /** The stations in the order of the way. */
  public enum Kind {
    DATASET("dataset"),
    TRANSFORM("transforms"),
    LOADER("loader"),
    MODEL("model"),
    LOSS("loss"),
    BACKWARD("backward"),
    CLIP("clip"),
    OPTIMIZER("optimizer"),
    SCHEDULE("schedule"),
    CHECKPOINT("checkpoint"),
    EVALUATION("evaluation");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** As a report has it. */
    public String label() {
      return label;
    }
  }

  public Stage {
    places = oneForEachLine(places);
  }

  /** A reader is led to lines: what stands on one is shown once. */
  private static List<Place> oneForEachLine(List<Place> places) {
    Set<String> lines = new HashSet<>();
    return places.stream()
        .filter(
            place -> {
              int line = place.file().lines().line(place.span().start());
              return lines.add(place.file().path() + ":" + line);
            })
        .toList();
  }

  /** Whether the program has it, as far as is known. */
  public boolean isFound() {
    return !places.isEmpty();
  }
}
