package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A logarithm of one and something, or a power of e less one, is computed in two steps. */
final class Log1pExpm1ByHand implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("log1p-expm1-by-hand");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.LOSES_DIGITS) {
      context.report(
          Finding.of(
                  ID,
                  numericSlip.place(),
                  "where `"
                      + numericSlip.subject()
                      + "` is small, its digits are lost beside the one: `log1p` and `expm1`"
                      + " compute both in one step, and keep them")
              .withFix(
                  numericSlip
                      .rewrite()
                      .map(
                          text ->
                              new Fix(
                                  "write `" + text + "`",
                                  Fix.Safety.SAFE,
                                  List.of(new TextEdit(numericSlip.place().span(), text))))));
    }
  }
}
