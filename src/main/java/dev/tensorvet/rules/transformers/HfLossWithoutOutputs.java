package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.CustomLoss;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss of one's own returns itself alone where the outputs are asked for. */
final class HfLossWithoutOutputs implements Rule<CustomLoss> {

  private static final RuleId ID = new RuleId("hf-loss-without-outputs");

  @Override
  public Class<CustomLoss> subject() {
    return CustomLoss.class;
  }

  @Override
  public void check(CustomLoss loss, RuleContext context) {
    if (loss.kind() == CustomLoss.Kind.OUTPUTS_NOT_RETURNED) {
      context.report(
          Finding.of(
                  ID,
                  loss.place(),
                  "`"
                      + loss.method()
                      + "` gives the loss alone, whatever `"
                      + loss.argument()
                      + "` says: the first evaluation fails on it")
              .withCertainty(loss.certainty()));
    }
  }
}
