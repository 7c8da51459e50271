package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The logarithm of a sigmoid is computed in two steps. */
final class LogOfSigmoid implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("log-of-sigmoid");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.LOG_OF_SIGMOID) {
      context.report(
          Finding.of(
                  ID,
                  numericSlip.place(),
                  "a sigmoid that is rounded to 0 or 1 makes this minus infinity: `logsigmoid` computes both in one step, and stays finite")
              .withRelated(
                  numericSlip
                      .other()
                      .map(place -> new Related(place, "the sigmoid is computed here"))));
    }
  }
}
