package dev.tensorvet.rules.numerics;

import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.rule.Misfit;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model of pictures gives another height or width than its target has. */
final class OutputSmallerThanTarget implements Rule<Contradiction> {

  @Override
  public Class<Contradiction> subject() {
    return Contradiction.class;
  }

  @Override
  public void check(Contradiction contradiction, RuleContext context) {
    if (Misfit.of(contradiction) == Misfit.TARGET_SIDES) {
      ModelFinding.at(id(), context.file(), contradiction).ifPresent(context::report);
    }
  }
}
