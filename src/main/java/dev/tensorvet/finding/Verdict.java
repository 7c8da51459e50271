package dev.tensorvet.finding;

import java.util.Optional;

/**
 * What a run of the model says of a finding.
 *
 * @param evidence what was seen, or why nothing was; in lower case without a full stop
 * @param device what the model ran on, if it ran
 */
public record Verdict(State state, String evidence, Optional<String> device) {

  /** Whether the run bears a finding out. */
  public enum State {
    CONFIRMED("confirmed"),
    REFUTED("refuted"),
    NOT_VERIFIED("not-verified");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** As programs read it. */
    public String label() {
      return label;
    }
  }

  /** Nothing was seen that speaks for or against it. */
  public static Verdict notVerified(String why) {
    return new Verdict(State.NOT_VERIFIED, why, Optional.empty());
  }

  /** As it stands behind a message. */
  public String text() {
    return switch (state) {
      case CONFIRMED -> "confirmed" + device.map(d -> " on the " + d).orElse("") + ": " + evidence;
      case REFUTED -> "refuted: " + evidence;
      case NOT_VERIFIED -> "not verified: " + evidence;
    };
  }
}
