package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ParallelUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Batch normalisation is exchanged inside a module that is already wrapped. */
final class SyncbnAfterDdp implements Rule<ParallelUse> {

  private static final RuleId ID = new RuleId("syncbn-after-ddp");

  @Override
  public Class<ParallelUse> subject() {
    return ParallelUse.class;
  }

  @Override
  public void check(ParallelUse use, RuleContext context) {
    ParallelFinding.report(
        ID,
        use,
        ParallelUse.Kind.EXCHANGES_NORM_AFTER_WRAP,
        "batch normalisation is exchanged after the module was wrapped: `DistributedDataParallel` must be"
            + " given the module that it is to train",
        "it is wrapped here",
        context);
  }
}
