package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ParallelUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model is trained in the threads of one process. */
final class DataparallelUsed implements Rule<ParallelUse> {

  private static final RuleId ID = new RuleId("dataparallel-used");

  @Override
  public Class<ParallelUse> subject() {
    return ParallelUse.class;
  }

  @Override
  public void check(ParallelUse use, RuleContext context) {
    ParallelFinding.report(
        ID,
        use,
        ParallelUse.Kind.TRAINS_COPIES,
        "`DataParallel` copies the model to each device for every batch, in the threads of one process:"
            + " `DistributedDataParallel` trains faster, also on one machine",
        "it is trained here",
        context);
  }
}
