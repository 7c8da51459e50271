package dev.tensorvet.rules.training;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Parameters are freed that the optimizer was made without. */
final class FrozenParamsUnfrozenNotInOptimizer implements Rule<OptimizerSlip> {

  private static final RuleId ID = new RuleId("frozen-params-unfrozen-not-in-optimizer");

  @Override
  public Class<OptimizerSlip> subject() {
    return OptimizerSlip.class;
  }

  @Override
  public void check(OptimizerSlip slip, RuleContext context) {
    if (slip.kind() == Kind.FREED_TOO_LATE) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` was made of the parameters that were free then: it never steps those that are freed here")
              .withRelated(slip.other().map(place -> new Related(place, "it is made here"))));
    }
  }
}
