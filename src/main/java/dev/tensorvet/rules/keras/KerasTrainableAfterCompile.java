package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Weights are frozen or freed after the model was compiled. */
final class KerasTrainableAfterCompile implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-trainable-after-compile");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.FROZEN_LATE) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` is compiled already, and trains what it trained then: compile it again")
              .withRelated(slip.other().map(place -> new Related(place, "it is compiled here"))));
    }
  }
}
