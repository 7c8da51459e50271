package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LastStep;
import dev.tensorvet.facts.LossInput;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss of scores is given what a ReLU has left of them. */
final class ReluBeforeOutputLoss implements Rule<LossInput> {

  private static final RuleId ID = new RuleId("relu-before-output-loss");

  @Override
  public Class<LossInput> subject() {
    return LossInput.class;
  }

  @Override
  public void check(LossInput lossInput, RuleContext context) {
    if (lossInput.expected().areOfAnySign() && lossInput.step() == LastStep.RELU) {
      LossInputFinding.report(
          ID,
          lossInput,
          "this loss takes scores of any sign, and a ReLU has made all below zero the same: where"
              + " it cuts, nothing is learnt",
          context);
    }
  }
}
