package dev.tensorvet.rules.training;

import dev.tensorvet.facts.StaleTarget;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A target network stays what the network that learns was before the first step. */
final class TargetNetworkNeverUpdated implements Rule<StaleTarget> {

  private static final RuleId ID = new RuleId("target-network-never-updated");

  @Override
  public Class<StaleTarget> subject() {
    return StaleTarget.class;
  }

  @Override
  public void check(StaleTarget target, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                target.made(),
                "`"
                    + target.name()
                    + "` is made like `"
                    + target.online()
                    + "` here and never again: its targets stay those of a network that has learnt"
                    + " nothing")
            .withCertainty(Certainty.LIKELY)
            .withRelated(List.of(new Related(target.used(), "it computes here"))));
  }
}
