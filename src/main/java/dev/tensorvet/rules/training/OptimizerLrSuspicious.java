package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A learning rate is very likely wrong. */
final class OptimizerLrSuspicious implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("optimizer-lr-suspicious");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip optimizerSlip, RuleContext context) {
    if (optimizerSlip.kind() == Kind.RATE_TOO_HIGH || optimizerSlip.kind() == Kind.RATE_NEGATIVE) {
      context.report(
          Finding.of(
              ID,
              optimizerSlip.place(),
              optimizerSlip.kind() == Kind.RATE_NEGATIVE
                  ? "a learning rate is not below zero: this raises a `ValueError`"
                  : "with `"
                      + optimizerSlip.subject()
                      + "` each step moves every weight by about the learning rate, and this one is far above what networks stand"));
    }
  }
}
