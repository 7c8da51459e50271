package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.LogitThreshold;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** Logits are compared with a threshold for probabilities. */
final class ThresholdOnLogits implements Rule<LogitThreshold> {

  private static final RuleId ID = new RuleId("threshold-on-logits");

  @Override
  public Class<LogitThreshold> subject() {
    return LogitThreshold.class;
  }

  @Override
  public void check(LogitThreshold threshold, RuleContext context) {
    if (threshold.kind() != LogitThreshold.Kind.COMPARED) {
      return;
    }
    SiteFinding.at(
            ID,
            threshold.file(),
            threshold.test(),
            "these are logits, of which 0 is the middle: 0.5 asks for a probability above 0.62",
            "they are compared here")
        .map(
            finding ->
                finding.withRelated(
                    new Related(threshold.loss(), "the loss takes them as logits here")))
        .ifPresent(context::report);
  }
}
