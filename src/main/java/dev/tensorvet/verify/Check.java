package dev.tensorvet.verify;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * One line of the checklist.
 *
 * @param detail what was seen, as a sentence in lower case without a full stop
 * @param place the line that it was seen at, if it is one
 */
public record Check(Kind kind, State state, String detail, Optional<Place> place) {

  /** What is looked at, in the order of the list. */
  public enum Kind {
    RUN("runs"),
    SHAPES("shapes"),
    VALUES("values"),
    LOSS("loss"),
    GRADIENTS("gradients"),
    MODES("train and eval"),
    BATCH("independent samples"),
    BATCH_SIZES("other batch sizes"),
    OVERFIT("overfits one batch"),
    PROFILE("time and memory");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As a report has it. */
    public String text() {
      return text;
    }
  }

  /** How it came out. */
  public enum State {
    PASSED("ok"),
    FAILED("failed"),
    /** Seen, and neither right nor wrong. */
    TOLD("note"),
    /** Not looked at. */
    SKIPPED("skipped");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** As a report has it. */
    public String text() {
      return text;
    }
  }
}
