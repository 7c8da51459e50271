package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Something is compared with what is equal to nothing. */
final class NanEquality implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("nan-equality");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.COMPARES_NAN) {
      context.report(
          Finding.of(
              ID,
              numericSlip.place(),
              "nothing is equal to NaN, not even NaN itself: ask `isnan`"));
    }
  }
}
