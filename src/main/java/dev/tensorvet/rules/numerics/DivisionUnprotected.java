package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Numbers are divided by a spread that may be zero. */
final class DivisionUnprotected implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("division-unprotected");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.DIVIDES_BY_SPREAD) {
      context.report(
          Finding.of(
              ID,
              numericSlip.place(),
              "where all of `"
                  + numericSlip.subject()
                  + "` are equal, or there is only one, this divides by zero or by NaN, and so do all weights behind it: add a small number such as `1e-8`"));
    }
  }
}
