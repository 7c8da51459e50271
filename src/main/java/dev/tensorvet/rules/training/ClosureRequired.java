package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A step that computes the loss itself is given nothing to compute it by. */
final class ClosureRequired implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("closure-required");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip optimizerSlip, RuleContext context) {
    if (optimizerSlip.kind() == Kind.NO_CLOSURE) {
      context.report(
          Finding.of(
              ID,
              optimizerSlip.place(),
              "`"
                  + optimizerSlip.subject()
                  + "` computes the loss several times in one step: without a closure `step()` raises a `TypeError`"));
    }
  }
}
