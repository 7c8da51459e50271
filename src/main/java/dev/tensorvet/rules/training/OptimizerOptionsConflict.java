package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An optimizer is told two things that exclude each other. */
final class OptimizerOptionsConflict implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("optimizer-options-conflict");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip optimizerSlip, RuleContext context) {
    if (optimizerSlip.kind() == Kind.OPTIONS_CONFLICT) {
      context.report(
          Finding.of(
              ID,
              optimizerSlip.place(),
              optimizerSlip.rewrite().filter("nesterov"::equals).isPresent()
                  ? "`nesterov=True` needs a `momentum` above 0: this raises a `ValueError`"
                  : "`fused=True` and `foreach=True` exclude each other: this raises a `RuntimeError`"));
    }
  }
}
