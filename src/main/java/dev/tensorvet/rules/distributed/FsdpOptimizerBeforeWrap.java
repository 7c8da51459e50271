package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ParallelUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An optimizer holds the parameters that a module had before it was sharded. */
final class FsdpOptimizerBeforeWrap implements Rule<ParallelUse> {

  private static final RuleId ID = new RuleId("fsdp-optimizer-before-wrap");

  @Override
  public Class<ParallelUse> subject() {
    return ParallelUse.class;
  }

  @Override
  public void check(ParallelUse use, RuleContext context) {
    ParallelFinding.report(
        ID,
        use,
        ParallelUse.Kind.SHARDS_AFTER_OPTIMIZER,
        "sharding puts other parameters in the place of those that the optimizer was given before: its"
            + " steps change nothing that the model uses",
        "the optimizer is made here",
        context);
  }
}
