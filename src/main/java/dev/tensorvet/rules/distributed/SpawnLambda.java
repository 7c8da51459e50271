package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ParallelUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Processes are to run a function that cannot be sent to them. */
final class SpawnLambda implements Rule<ParallelUse> {

  private static final RuleId ID = new RuleId("spawn-lambda");

  @Override
  public Class<ParallelUse> subject() {
    return ParallelUse.class;
  }

  @Override
  public void check(ParallelUse use, RuleContext context) {
    ParallelFinding.report(
        ID,
        use,
        ParallelUse.Kind.SPAWNS_LOCAL_FUNCTION,
        "this function cannot be sent to another process: `spawn` needs one that is defined at the top of"
            + " a module",
        "",
        context);
  }
}
