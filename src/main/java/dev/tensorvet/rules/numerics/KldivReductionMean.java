package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** A divergence is divided by the number of all elements, and not of samples. */
final class KldivReductionMean implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("kldiv-reduction-mean");

  private static final String REDUCTION = "reduction=\"batchmean\"";

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.MEAN_OF_ALL) {
      int end = numericSlip.place().span().end() - 1;
      String argument = numericSlip.code().endsWith("()") ? REDUCTION : ", " + REDUCTION;
      context.report(
          Finding.of(
                  ID,
                  numericSlip.place(),
                  "untold, `"
                      + numericSlip.subject()
                      + "` divides by the number of all elements, and not of samples: the"
                      + " divergence is smaller by the number of classes")
              .withFix(
                  new Fix(
                      "divide by the number of samples",
                      Fix.Safety.UNSAFE,
                      List.of(new TextEdit(new Span(end, end), argument)))));
    }
  }
}
