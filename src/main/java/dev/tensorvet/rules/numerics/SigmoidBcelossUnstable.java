package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LastStep;
import dev.tensorvet.facts.LossInput;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A sigmoid and the loss of its probabilities are computed in two steps. */
final class SigmoidBcelossUnstable implements Rule<LossInput> {

  private static final RuleId ID = new RuleId("sigmoid-bceloss-unstable");

  @Override
  public Class<LossInput> subject() {
    return LossInput.class;
  }

  @Override
  public void check(LossInput lossInput, RuleContext context) {
    if (lossInput.expected() == Losses.Input.PROBABILITIES
        && lossInput.step() == LastStep.SIGMOID) {
      LossInputFinding.report(
          ID,
          lossInput,
          "a sigmoid that is rounded to 0 or 1 has no gradient left: the loss with logits computes both in one step",
          context);
    }
  }
}
