package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.DtypeSlip;
import dev.tensorvet.facts.DtypeSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A mean is asked of whole numbers, or of yes and no. */
final class IntTensorMean implements Rule<DtypeSlip> {

  private static final RuleId ID = new RuleId("int-tensor-mean");

  @Override
  public Class<DtypeSlip> subject() {
    return DtypeSlip.class;
  }

  @Override
  public void check(DtypeSlip slip, RuleContext context) {
    if (slip.kind() == Kind.MEAN_OF_WHOLES) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` holds whole numbers or yes and no, of which PyTorch takes no mean")
              .withFix(
                  slip.repair()
                      .map(
                          edit ->
                              new Fix("take the mean of floats", Fix.Safety.SAFE, List.of(edit)))));
    }
  }
}
