package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Two linear layers, one after the other. */
final class KerasActivationMissing implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-activation-missing");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.LINEAR_TWICE) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "this layer has no activation and another one follows: the two can do what one linear layer can")
              .withRelated(slip.other().map(place -> new Related(place, "this layer follows"))));
    }
  }
}
