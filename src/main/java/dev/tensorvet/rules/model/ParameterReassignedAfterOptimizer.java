package dev.tensorvet.rules.model;

import dev.tensorvet.facts.WeightSlip;
import dev.tensorvet.facts.WeightSlip.Kind;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A layer is put into a model whose optimizer is there already. */
final class ParameterReassignedAfterOptimizer implements Rule<WeightSlip> {

  @Override
  public Class<WeightSlip> subject() {
    return WeightSlip.class;
  }

  @Override
  public void check(WeightSlip slip, RuleContext context) {
    if (slip.kind() == Kind.REPLACED_AFTER_OPTIMIZER) {
      context.report(
          WeightFinding.of(
              id(),
              slip,
              "the optimizer of `"
                  + slip.subject()
                  + "` was made before this: it steps the weights that are replaced, and not the"
                  + " new ones",
              "the optimizer is made here"));
    }
  }
}
