package dev.tensorvet.rules.numerics;

import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.rule.Misfit;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss is given a target of a shape that does not fit its input. */
final class CeTargetShape implements Rule<Contradiction> {

  @Override
  public Class<Contradiction> subject() {
    return Contradiction.class;
  }

  @Override
  public void check(Contradiction contradiction, RuleContext context) {
    if (Misfit.of(contradiction) == Misfit.TARGET) {
      ModelFinding.at(id(), context.file(), contradiction).ifPresent(context::report);
    }
  }
}
