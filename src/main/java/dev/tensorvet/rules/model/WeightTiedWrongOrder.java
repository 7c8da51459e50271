package dev.tensorvet.rules.model;

import dev.tensorvet.facts.WeightSlip;
import dev.tensorvet.facts.WeightSlip.Kind;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A layer that shares a weight is made anew. */
final class WeightTiedWrongOrder implements Rule<WeightSlip> {

  @Override
  public Class<WeightSlip> subject() {
    return WeightSlip.class;
  }

  @Override
  public void check(WeightSlip slip, RuleContext context) {
    if (slip.kind() == Kind.TIE_UNDONE) {
      context.report(
          WeightFinding.of(
              id(),
              slip,
              "`" + slip.subject() + "` is made anew, and shares its weight no more",
              "the weight is shared here"));
    }
  }
}
