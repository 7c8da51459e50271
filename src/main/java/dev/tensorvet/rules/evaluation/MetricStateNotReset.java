package dev.tensorvet.rules.evaluation;

import dev.tensorvet.facts.KeptMetric;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The value of a metric is read after each epoch, and nothing resets it. */
final class MetricStateNotReset implements Rule<KeptMetric> {

  private static final RuleId ID = new RuleId("metric-state-not-reset");

  @Override
  public Class<KeptMetric> subject() {
    return KeptMetric.class;
  }

  @Override
  public void check(KeptMetric metric, RuleContext context) {
    context.report(
        Finding.of(
                ID,
                metric.read(),
                "`"
                    + metric.name()
                    + "` goes on from one epoch to the next: nothing resets it, and this is its value"
                    + " over all of them")
            .withRelated(new Related(metric.made(), "it is made once, here")));
  }
}
