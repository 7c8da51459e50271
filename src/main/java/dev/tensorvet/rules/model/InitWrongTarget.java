package dev.tensorvet.rules.model;

import dev.tensorvet.facts.WeightSlip;
import dev.tensorvet.facts.WeightSlip.Kind;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** First values for matrices are asked for biases. */
final class InitWrongTarget implements Rule<WeightSlip> {

  @Override
  public Class<WeightSlip> subject() {
    return WeightSlip.class;
  }

  @Override
  public void check(WeightSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NEEDS_DIMENSIONS) {
      context.report(
          WeightFinding.of(
              id(),
              slip,
              "`"
                  + slip.code()
                  + "` needs two dimensions, and gets biases as well: it fails at the first of"
                  + " them",
              "all parameters are gone through here"));
    }
  }
}
