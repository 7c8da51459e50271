package dev.tensorvet.rules.model;

import dev.tensorvet.facts.WeightSlip;
import dev.tensorvet.facts.WeightSlip.Kind;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** All weights of layers begin with one value. */
final class InitConstantSymmetric implements Rule<WeightSlip> {

  @Override
  public Class<WeightSlip> subject() {
    return WeightSlip.class;
  }

  @Override
  public void check(WeightSlip slip, RuleContext context) {
    if (slip.kind() == Kind.ALL_THE_SAME) {
      context.report(
          WeightFinding.of(
              id(),
              slip,
              "`"
                  + slip.subject()
                  + "` of every such layer gets one value: all units of a layer compute the same,"
                  + " and learn the same",
              "these are the layers"));
    }
  }
}
