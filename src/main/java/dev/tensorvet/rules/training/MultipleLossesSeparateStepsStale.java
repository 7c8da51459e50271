package dev.tensorvet.rules.training;

import dev.tensorvet.facts.StaleGraph;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;

/** A loss is walked back when a step has changed the weights that its graph needs. */
final class MultipleLossesSeparateStepsStale implements Rule<StaleGraph> {

  private static final RuleId ID = new RuleId("multiple-losses-separate-steps-stale");

  @Override
  public Class<StaleGraph> subject() {
    return StaleGraph.class;
  }

  @Override
  public void check(StaleGraph stale, RuleContext context) {
    SiteFinding.at(
            ID,
            stale.file(),
            stale.pass(),
            "this walks back through `"
                + stale.model()
                + "` with weights that an optimizer has changed since it computed: all backward"
                + " passes have to come before that step, or the loss to be computed behind it",
            "the pass runs here")
        .map(
            finding ->
                finding
                    .withCertainty(stale.certainty())
                    .withRelated(new Related(stale.computed(), "it computed here"))
                    .withRelated(new Related(stale.step(), "the step that changes its weights")))
        .ifPresent(context::report);
  }
}
