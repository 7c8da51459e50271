package dev.tensorvet.rules.training;

import dev.tensorvet.facts.UnfollowedStatistic;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** An average of a model takes its parameters and leaves its running statistics. */
final class EmaMissesBuffers implements Rule<UnfollowedStatistic> {

  private static final RuleId ID = new RuleId("ema-misses-buffers");

  @Override
  public Class<UnfollowedStatistic> subject() {
    return UnfollowedStatistic.class;
  }

  @Override
  public void check(UnfollowedStatistic model, RuleContext context) {
    SiteFinding.at(
            ID,
            model.file(),
            model.follows(),
            "only the parameters of `"
                + model.model()
                + "` follow here: its batch normalisation goes on with the statistics that it began"
                + " with, which are buffers",
            "its parameters follow here")
        .map(
            finding ->
                finding
                    .withCertainty(Certainty.LIKELY)
                    .withRelated(new Related(model.used(), "it computes here"))
                    .withRelated(new Related(model.evaluates(), "it is only evaluated")))
        .ifPresent(context::report);
  }
}
