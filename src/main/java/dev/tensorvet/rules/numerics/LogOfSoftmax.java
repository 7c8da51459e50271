package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** The logarithm of a softmax is computed in two steps. */
final class LogOfSoftmax implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("log-of-softmax");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.LOG_OF_SOFTMAX) {
      context.report(
          Finding.of(
                  ID,
                  numericSlip.place(),
                  "a probability that is rounded to zero has a logarithm of minus infinity: `log_softmax` computes both in one step, and stays finite")
              .withRelated(
                  numericSlip
                      .other()
                      .map(place -> new Related(place, "the softmax is computed here")))
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
