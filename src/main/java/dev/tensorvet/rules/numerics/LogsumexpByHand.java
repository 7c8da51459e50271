package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The logarithm of a sum of powers of e is computed step by step. */
final class LogsumexpByHand implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("logsumexp-by-hand");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.LOG_OF_SUM_OF_EXP) {
      context.report(
          Finding.of(
              ID,
              numericSlip.place(),
              "`exp` overflows above 88: `torch.logsumexp` takes the greatest element out first, and stays finite"));
    }
  }
}
