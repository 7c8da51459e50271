package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LastStep;
import dev.tensorvet.facts.LossInput;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss of logarithms of probabilities is given something else. */
final class NllWithoutLogSoftmax implements Rule<LossInput> {

  private static final RuleId ID = new RuleId("nll-without-log-softmax");

  @Override
  public Class<LossInput> subject() {
    return LossInput.class;
  }

  @Override
  public void check(LossInput lossInput, RuleContext context) {
    if (lossInput.expected() == Losses.Input.LOG_PROBABILITIES) {
      LossInputFinding.report(
          ID,
          lossInput,
          "this loss takes the output of `log_softmax`, and is given "
              + (lossInput.step() == LastStep.LAYER
                  ? "the scores of a layer: it falls without end"
                  : "probabilities: its gradients do not say how wrong they are"),
          context);
    }
  }
}
