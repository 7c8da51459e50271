package dev.tensorvet.rules.training;

import dev.tensorvet.facts.TrackedAverage;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** The parameters of one model follow those of another while a graph is built. */
final class EmaUpdateTracksGrad implements Rule<TrackedAverage> {

  private static final RuleId ID = new RuleId("ema-update-tracks-grad");

  @Override
  public Class<TrackedAverage> subject() {
    return TrackedAverage.class;
  }

  @Override
  public void check(TrackedAverage average, RuleContext context) {
    SiteFinding.at(
            ID,
            average.file(),
            average.changed(),
            "parameters are mixed with those of another model while a graph is built: without"
                + " `torch.no_grad()` this fails, or every update is kept in memory",
            "the parameter is changed here")
        .ifPresent(context::report);
  }
}
