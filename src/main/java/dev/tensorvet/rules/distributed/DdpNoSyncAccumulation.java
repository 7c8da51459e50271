package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ParallelUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Processes exchange gradients for each batch, though they step once for several. */
final class DdpNoSyncAccumulation implements Rule<ParallelUse> {

  private static final RuleId ID = new RuleId("ddp-no-sync-accumulation");

  @Override
  public Class<ParallelUse> subject() {
    return ParallelUse.class;
  }

  @Override
  public void check(ParallelUse use, RuleContext context) {
    ParallelFinding.report(
        ID,
        use,
        ParallelUse.Kind.EXCHANGES_EACH_BATCH,
        "the processes exchange gradients after each of these passes, and step once for several:"
            + " `no_sync()` postpones that to the last",
        "the step that needs them",
        context);
  }
}
