package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What other processes send is unpickled. */
final class ObjectCollectivesPickle implements Rule<ProcessSlip> {

  private static final RuleId ID = new RuleId("object-collectives-pickle");

  @Override
  public Class<ProcessSlip> subject() {
    return ProcessSlip.class;
  }

  @Override
  public void check(ProcessSlip slip, RuleContext context) {
    ProcessFinding.report(
        ID,
        slip,
        Kind.UNPICKLES,
        "`"
            + slip.subject()
            + "` unpickles what comes over the network: who can reach the processes runs code in"
            + " them, and numbers and tensors travel faster as tensors",
        "",
        context);
  }
}
