package dev.tensorvet.rules.training;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A running average keeps the part of itself that it was to take from what it is given. */
final class EmaDecayDirection implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("ema-decay-direction");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip slip, RuleContext context) {
    if (slip.kind() == Kind.AVERAGE_FORGETS) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "`%s` keeps `1 - %s` of itself, next to nothing: the two weights have changed places"
                  .formatted(slip.subject(), slip.code())));
    }
  }
}
