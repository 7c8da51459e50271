package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Gradients are cut to nothing. */
final class GradientClipValueZero implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("gradient-clip-value-zero");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip optimizerSlip, RuleContext context) {
    if (optimizerSlip.kind() == Kind.CLIPS_TO_ZERO) {
      context.report(
          Finding.of(
              ID,
              optimizerSlip.place(),
              "this cuts all gradients down to zero: nothing is learnt"));
    }
  }
}
