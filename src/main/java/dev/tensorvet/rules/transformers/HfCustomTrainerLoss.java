package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.CustomLoss;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss of one's own does not take what the trainer gives it. */
final class HfCustomTrainerLoss implements Rule<CustomLoss> {

  private static final RuleId ID = new RuleId("hf-custom-trainer-loss");

  @Override
  public Class<CustomLoss> subject() {
    return CustomLoss.class;
  }

  @Override
  public void check(CustomLoss loss, RuleContext context) {
    if (loss.kind() == CustomLoss.Kind.ITEMS_NOT_TAKEN) {
      context.report(
          Finding.of(
                  ID,
                  loss.place(),
                  "`"
                      + loss.method()
                      + "` does not take `"
                      + loss.argument()
                      + "`, which the trainer gives it from transformers 4.46 on: the first step"
                      + " raises a `TypeError`")
              .withCertainty(loss.certainty()));
    }
  }
}
