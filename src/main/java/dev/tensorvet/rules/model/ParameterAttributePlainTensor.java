package dev.tensorvet.rules.model;

import dev.tensorvet.facts.WeightSlip;
import dev.tensorvet.facts.WeightSlip.Kind;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A tensor that is to learn is no parameter of its model. */
final class ParameterAttributePlainTensor implements Rule<WeightSlip> {

  @Override
  public Class<WeightSlip> subject() {
    return WeightSlip.class;
  }

  @Override
  public void check(WeightSlip slip, RuleContext context) {
    if (slip.kind() == Kind.PLAIN_TENSOR) {
      context.report(
          WeightFinding.of(
              id(),
              slip,
              "`self."
                  + slip.subject()
                  + "` asks for gradients and is no parameter: `parameters()` does not give it, and"
                  + " no optimizer trains it",
              ""));
    }
  }
}
