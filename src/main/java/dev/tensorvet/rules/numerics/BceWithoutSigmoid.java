package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LastStep;
import dev.tensorvet.facts.LossInput;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss of probabilities is given scores. */
final class BceWithoutSigmoid implements Rule<LossInput> {

  private static final RuleId ID = new RuleId("bce-without-sigmoid");

  @Override
  public Class<LossInput> subject() {
    return LossInput.class;
  }

  @Override
  public void check(LossInput lossInput, RuleContext context) {
    if (lossInput.expected() == Losses.Input.PROBABILITIES && lossInput.step() == LastStep.LAYER) {
      LossInputFinding.report(
          ID,
          lossInput,
          "this loss takes probabilities, and is given the scores of a layer: below 0 and above 1 it fails, use the"
              + " one with logits",
          context);
    }
  }
}
