package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Labels are interpolated. */
final class MaskBilinearInterpolation implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("mask-bilinear-interpolation");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.LABELS_BLENDED) {
      context.report(
          Finding.of(
              ID,
              dataSlip.place(),
              "labels are numbers of classes, and this mixes those of neighbours: between 0 and 2 there is suddenly a 1; use `nearest`"));
    }
  }
}
