package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.LogitThreshold;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** Logits are rounded, as if they were probabilities. */
final class BinaryRoundSigmoidMismatch implements Rule<LogitThreshold> {

  private static final RuleId ID = new RuleId("binary-round-sigmoid-mismatch");

  @Override
  public Class<LogitThreshold> subject() {
    return LogitThreshold.class;
  }

  @Override
  public void check(LogitThreshold threshold, RuleContext context) {
    if (threshold.kind() != LogitThreshold.Kind.ROUNDED) {
      return;
    }
    SiteFinding.at(
            ID,
            threshold.file(),
            threshold.test(),
            "these are logits, which round to any whole number: only a probability rounds to a"
                + " label",
            "they are rounded here")
        .map(
            finding ->
                finding.withRelated(
                    new Related(threshold.loss(), "the loss takes them as logits here")))
        .ifPresent(context::report);
  }
}
