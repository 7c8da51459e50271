package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import java.util.List;

/**
 * An item of the review's checklist.
 *
 * @param question what was looked at
 * @param rule the rule that looks at it
 * @param reason why the outcome is what it is, in lower case without a full stop
 * @param places what shows it
 */
public record Check(
    Topic topic, String question, RuleId rule, Outcome outcome, String reason, List<Place> places) {

  /** The rules that the checklist asks, whether or not they run by default. */
  public static final List<String> RULES =
      List.of(
          "eval-missing-eval-mode",
          "hard-coded-hyperparameter",
          "input-not-float",
          "missing-augmentation",
          "missing-backward",
          "missing-device-transfer",
          "missing-explicit-init",
          "missing-gradient-clipping",
          "missing-normalization",
          "missing-optimizer-step",
          "missing-seed",
          "missing-zero-grad",
          "model-train-mode-missing-after-eval",
          "module-missing-forward",
          "module-not-inherited",
          "module-unused-layer");

  /** The reviews that the checklist is made of. */
  public enum Topic {
    MODEL("model"),
    TRAINING("training"),
    DATA("data"),
    CONFIGURATION("config");

    private final String label;

    Topic(String label) {
      this.label = label;
    }

    /** As a report has it. */
    public String label() {
      return label;
    }
  }

  /** What came of an item. */
  public enum Outcome {
    FINE("fine"),
    FINDING("finding"),
    /** There is nothing in the repository that the item is about, or it does not do it. */
    NOT_FOUND("not found"),
    UNKNOWN("unknown");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    /** As a report has it. */
    public String label() {
      return label;
    }
  }

  public Check {
    if (!RULES.contains(rule.name())) {
      throw new IllegalArgumentException("the checklist does not run " + rule);
    }
    places = List.copyOf(places);
  }
}
