package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** New statistics of a normalisation are not handed on. */
final class FlaxBatchStatsDropped implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("flax-batch-stats-dropped");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.STATISTICS_DROPPED) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "the new statistics in `"
                  + slip.subject()
                  + "` are never read, so the normalisation keeps those that it began with"));
    }
  }
}
