package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A result is computed that nobody takes. */
final class PureOpResultDiscarded implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("pure-op-result-discarded");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.DISCARDED) {
      context.report(
          Finding.of(
              ID,
              numericSlip.place(),
              "this changes nothing: it gives a new tensor, and nobody takes it"));
    }
  }
}
