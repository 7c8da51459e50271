package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What computes the loss for a step never empties the gradients. */
final class ClosureMissingZeroGrad implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("closure-missing-zero-grad");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip slip, RuleContext context) {
    if (slip.kind() == Kind.CLOSURE_WITHOUT_ZERO) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` is run several times for one step, and adds its gradients to those of the points before")
              .withRelated(
                  slip.other().map(place -> new Related(place, "it is given to a step here"))));
    }
  }
}
