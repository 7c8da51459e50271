package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LastStep;
import dev.tensorvet.facts.LossInput;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss that applies a sigmoid itself is given probabilities. */
final class SigmoidBeforeBceWithLogits implements Rule<LossInput> {

  private static final RuleId ID = new RuleId("sigmoid-before-bce-with-logits");

  @Override
  public Class<LossInput> subject() {
    return LossInput.class;
  }

  @Override
  public void check(LossInput lossInput, RuleContext context) {
    if (lossInput.expected() == Losses.Input.LOGITS && lossInput.step().isProbability()) {
      LossInputFinding.report(
          ID,
          lossInput,
          "these have been through a "
              + (lossInput.step() == LastStep.SOFTMAX ? "softmax" : "sigmoid")
              + ", and this loss applies a sigmoid of its own: it can never come near zero",
          context);
    }
  }
}
