package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.DtypeSlip;
import dev.tensorvet.facts.DtypeSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** Masked elements are filled with a number that sixteen bits cannot hold. */
final class MaskValueOverflowsHalf implements Rule<DtypeSlip> {

  private static final RuleId ID = new RuleId("mask-value-overflows-half");

  @Override
  public Class<DtypeSlip> subject() {
    return DtypeSlip.class;
  }

  @Override
  public void check(DtypeSlip slip, RuleContext context) {
    if (slip.kind() == Kind.MASK_OVERFLOWS) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` has no place in sixteen bits, in which this product is computed where training is in mixed precision")
              .withFix(
                  slip.repair()
                      .map(
                          edit ->
                              new Fix(
                                  "fill with the least number of the type",
                                  Fix.Safety.UNSAFE,
                                  List.of(edit)))));
    }
  }
}
