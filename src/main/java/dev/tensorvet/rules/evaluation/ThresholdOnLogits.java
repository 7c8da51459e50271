package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.LogitThreshold;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.ArrayList;
import java.util.List;

/** Logits are compared with a threshold for probabilities. */
final class ThresholdOnLogits implements Rule<LogitThreshold> {

  private static final RuleId ID = new RuleId("threshold-on-logits");

  @Override
  public Class<LogitThreshold> subject() {
    return LogitThreshold.class;
  }

  @Override
  public void check(LogitThreshold threshold, RuleContext context) {
    List<Related> related = new ArrayList<>();
    if (!threshold.inFile().equals(threshold.test())) {
      related.add(new Related(threshold.test(), "they are compared here"));
    }
    related.add(new Related(threshold.loss(), "the loss takes them as logits here"));
    context.report(
        Finding.of(
                ID,
                threshold.inFile(),
                "these are logits, of which 0 is the middle: 0.5 asks for a probability above 0.62")
            .withRelated(related));
  }
}
