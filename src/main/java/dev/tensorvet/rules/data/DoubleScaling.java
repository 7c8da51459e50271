package dev.tensorvet.rules.data;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Numbers are divided by 255 that are divided already. */
final class DoubleScaling implements Rule<DataSlip> {

  private static final RuleId ID = new RuleId("double-scaling");

  @Override
  public Class<DataSlip> subject() {
    return DataSlip.class;
  }

  @Override
  public void check(DataSlip dataSlip, RuleContext context) {
    if (dataSlip.kind() == Kind.SCALED_TWICE) {
      context.report(
          Finding.of(
              ID,
              dataSlip.place(),
              "`ToTensor` has divided by 255 already: behind this all numbers lie below 0.004"));
    }
  }
}
