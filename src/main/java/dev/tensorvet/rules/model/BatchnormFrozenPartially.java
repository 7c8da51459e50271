package dev.tensorvet.rules.model;

import dev.tensorvet.facts.FrozenNorm;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A network is frozen, and its running statistics move on. */
final class BatchnormFrozenPartially implements Rule<FrozenNorm> {

  @Override
  public Class<FrozenNorm> subject() {
    return FrozenNorm.class;
  }

  @Override
  public void check(FrozenNorm frozen, RuleContext context) {
    context.report(
        Finding.of(
                id(),
                frozen.place(),
                "the parameters of `%s` are frozen, the running statistics of its batch norms are not: in training mode each batch moves them"
                    .formatted(frozen.network()))
            .withRelated(new Related(frozen.made(), "it is made here")));
  }
}
