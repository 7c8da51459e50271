package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ParallelUse;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What is in the wrapper computes what is learnt from. */
final class DdpForwardBypassed implements Rule<ParallelUse> {

  private static final RuleId ID = new RuleId("ddp-forward-bypassed");

  @Override
  public Class<ParallelUse> subject() {
    return ParallelUse.class;
  }

  @Override
  public void check(ParallelUse use, RuleContext context) {
    ParallelFinding.report(
        ID,
        use,
        ParallelUse.Kind.BYPASSES_WRAPPER,
        "this computes past `DistributedDataParallel`, so that the processes do not share the gradients of"
            + " its backward pass: call the wrapper, not its `module`",
        "",
        context);
  }
}
