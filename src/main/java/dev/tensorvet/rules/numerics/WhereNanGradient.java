package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A function is infinite where it is not chosen, and so is its gradient. */
final class WhereNanGradient implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("where-nan-gradient");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.CHOSEN_TOO_LATE) {
      context.report(
          Finding.of(
              ID,
              numericSlip.place(),
              "the gradient runs through this also where it is not chosen, and there it is infinite times zero, which is NaN: choose `"
                  + numericSlip.subject()
                  + "` first, and compute with what is safe"));
    }
  }
}
