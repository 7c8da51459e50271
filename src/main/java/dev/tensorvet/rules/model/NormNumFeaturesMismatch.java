package dev.tensorvet.rules.model;

import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.rule.Misfit;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A normalisation is made for another number of features than it is given. */
final class NormNumFeaturesMismatch implements Rule<Contradiction> {

  @Override
  public Class<Contradiction> subject() {
    return Contradiction.class;
  }

  @Override
  public void check(Contradiction contradiction, RuleContext context) {
    if (Misfit.of(contradiction) == Misfit.NORMALIZATION) {
      ModelFinding.at(id(), context.file(), contradiction).ifPresent(context::report);
    }
  }
}
