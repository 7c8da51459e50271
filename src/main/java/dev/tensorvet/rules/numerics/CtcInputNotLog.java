package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LastStep;
import dev.tensorvet.facts.LossInput;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss over sequences is given something else than logarithms of probabilities. */
final class CtcInputNotLog implements Rule<LossInput> {

  private static final RuleId ID = new RuleId("ctc-input-not-log");

  @Override
  public Class<LossInput> subject() {
    return LossInput.class;
  }

  @Override
  public void check(LossInput lossInput, RuleContext context) {
    if (lossInput.expected() == Losses.Input.LOG_SEQUENCE) {
      LossInputFinding.report(
          ID,
          lossInput,
          "the first argument of this loss is taken for logarithms of probabilities, and is "
              + (lossInput.step() == LastStep.LAYER ? "the scores of a layer" : "probabilities")
              + ": use `log_softmax`",
          context);
    }
  }
}
