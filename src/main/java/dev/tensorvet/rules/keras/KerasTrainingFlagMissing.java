package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model is trained in the mode of evaluation. */
final class KerasTrainingFlagMissing implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-training-flag-missing");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NOT_IN_TRAINING) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "`"
                  + slip.subject()
                  + "` has layers that are other in training, and is not told that it trains: pass `training=True`"));
    }
  }
}
