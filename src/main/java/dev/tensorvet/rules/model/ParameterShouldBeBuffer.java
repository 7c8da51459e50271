package dev.tensorvet.rules.model;

import dev.tensorvet.facts.WeightSlip;
import dev.tensorvet.facts.WeightSlip.Kind;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A tensor of constants is a parameter. */
final class ParameterShouldBeBuffer implements Rule<WeightSlip> {

  @Override
  public Class<WeightSlip> subject() {
    return WeightSlip.class;
  }

  @Override
  public void check(WeightSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NEVER_LEARNS) {
      context.report(
          WeightFinding.of(
              id(),
              slip,
              "`self."
                  + slip.subject()
                  + "` holds constants and never learns: a buffer is saved and moved as well, and"
                  + " no optimizer or count of parameters meets it",
              ""));
    }
  }
}
