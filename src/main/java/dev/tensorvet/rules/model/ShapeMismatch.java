package dev.tensorvet.rules.model;

import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.rule.Misfit;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An operation is given tensors whose shapes do not fit, whatever the input. */
final class ShapeMismatch implements Rule<Contradiction> {

  @Override
  public Class<Contradiction> subject() {
    return Contradiction.class;
  }

  @Override
  public void check(Contradiction contradiction, RuleContext context) {
    if (Misfit.of(contradiction) == Misfit.SHAPE) {
      ModelFinding.at(id(), context.file(), contradiction).ifPresent(context::report);
    }
  }
}
