package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ParallelUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A module is wrapped for a graphics card while it is on the CPU. */
final class DdpBeforeToDevice implements Rule<ParallelUse> {

  private static final RuleId ID = new RuleId("ddp-before-to-device");

  @Override
  public Class<ParallelUse> subject() {
    return ParallelUse.class;
  }

  @Override
  public void check(ParallelUse use, RuleContext context) {
    ParallelFinding.report(
        ID,
        use,
        ParallelUse.Kind.WRAPS_BEFORE_MOVE,
        "the model is still on the CPU here, and `device_ids` is for one that is on its device:"
            + " `DistributedDataParallel` raises a `ValueError`",
        "it is moved too late",
        context);
    ParallelFinding.report(
        ID,
        use,
        ParallelUse.Kind.WRAPS_ON_CPU,
        "the model is still on the CPU here, and processes that are joined by `nccl` exchange what"
            + " is on graphics cards alone: `DistributedDataParallel` fails",
        "it is moved too late",
        context);
  }
}
