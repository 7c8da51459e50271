package dev.tensorvet.rules.model;

import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.rule.Misfit;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A pattern of einops that does not fit its tensor, or fits none. */
final class EinopsPatternInvalid implements Rule<Contradiction> {

  @Override
  public Class<Contradiction> subject() {
    return Contradiction.class;
  }

  @Override
  public void check(Contradiction contradiction, RuleContext context) {
    if (Misfit.of(contradiction) == Misfit.EINOPS) {
      ModelFinding.at(id(), context.file(), contradiction).ifPresent(context::report);
    }
  }
}
