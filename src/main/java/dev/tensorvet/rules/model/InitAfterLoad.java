package dev.tensorvet.rules.model;

import dev.tensorvet.facts.WeightSlip;
import dev.tensorvet.facts.WeightSlip.Kind;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Weights that were loaded are made random again. */
final class InitAfterLoad implements Rule<WeightSlip> {

  @Override
  public Class<WeightSlip> subject() {
    return WeightSlip.class;
  }

  @Override
  public void check(WeightSlip slip, RuleContext context) {
    if (slip.kind() == Kind.FILLED_AFTER_LOAD) {
      context.report(
          WeightFinding.of(
              id(),
              slip,
              "`" + slip.subject() + "` gets first values again, which undoes what was loaded",
              "its weights are loaded here"));
    }
  }
}
