package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A tensor is computed with whose elements nobody has written. */
final class TensorUninitialised implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("tensor-uninitialised");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.UNWRITTEN) {
      context.report(
          Finding.of(
              ID,
              numericSlip.place(),
              "this is a tensor of the size `"
                  + numericSlip.subject()
                  + "` whose elements are whatever the memory held, not that number"));
    }
  }
}
