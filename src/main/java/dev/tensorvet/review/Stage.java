package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import java.util.List;
import java.util.Optional;

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
    places = List.copyOf(places);
  }

  /** Whether the program has it, as far as is known. */
  public boolean isFound() {
    return !places.isEmpty();
  }
}
