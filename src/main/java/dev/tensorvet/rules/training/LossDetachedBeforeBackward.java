package dev.tensorvet.rules.training;

import dev.tensorvet.facts.BackwardPass;
import dev.tensorvet.facts.BackwardPass.Origin;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import java.util.Optional;

/** A backward pass starts from a loss that has no graph any more. */
final class LossDetachedBeforeBackward implements Rule<BackwardPass> {

  private static final RuleId ID = new RuleId("loss-detached-before-backward");

  @Override
  public Class<BackwardPass> subject() {
    return BackwardPass.class;
  }

  @Override
  public void check(BackwardPass pass, RuleContext context) {
    if (pass.origin() != Origin.DETACHED) {
      return;
    }
    Optional<Related> related =
        pass.originAt().map(site -> new Related(site.place(), "it ends here"));
    SiteFinding.at(
            ID,
            pass.file(),
            pass.site(),
            "the loss of this backward pass has no graph that leads to a parameter: it fails",
            "the pass runs here")
        .map(finding -> finding.withCertainty(pass.certainty()).withRelated(related))
        .ifPresent(context::report);
  }
}
