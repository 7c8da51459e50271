package dev.tensorvet.rules.model;

import dev.tensorvet.facts.RefusedSetting;
import dev.tensorvet.finding.Place;
import dev.tensorvet.graph.Origin;
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
    if (Misfit.of(contradiction) == Misfit.SHAPE && !isToldInSettings(contradiction, context)) {
      ModelFinding.at(id(), context.file(), contradiction).ifPresent(context::report);
    }
  }

  /** Whether what a layer refuses is a value of a configuration, where another rule tells it. */
  private static boolean isToldInSettings(Contradiction contradiction, RuleContext context) {
    return !contradiction.settings().isEmpty()
        && context.facts().all(RefusedSetting.class).stream()
            .anyMatch(refused -> isAt(contradiction.origin(), refused.read()));
  }

  private static boolean isAt(Origin origin, Place read) {
    return origin.stack().stream()
        .anyMatch(frame -> frame.file() == read.file() && frame.span().contains(read.span()));
  }
}
