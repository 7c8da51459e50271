package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A tensor is made by the class and not by the function. */
final class TorchTensorConstructor implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("torch-tensor-constructor");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.OLD_CONSTRUCTOR) {
      context.report(
          Finding.of(
              ID,
              numericSlip.place(),
              "the class makes floats of whatever it is given, and of a number a size: `torch.tensor` says the type"));
    }
  }
}
