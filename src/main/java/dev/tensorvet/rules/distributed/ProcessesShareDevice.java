package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** All processes use the first graphics card. */
final class ProcessesShareDevice implements Rule<ProcessSlip> {

  private static final RuleId ID = new RuleId("processes-share-device");

  private static final String JOINED = "the process becomes one of several here";

  @Override
  public Class<ProcessSlip> subject() {
    return ProcessSlip.class;
  }

  @Override
  public void check(ProcessSlip slip, RuleContext context) {
    ProcessFinding.report(
        ID,
        slip,
        Kind.SHARES_DEVICE,
        "each process uses the first graphics card here: nothing tells it which is its own, as"
            + " `torch.cuda.set_device` does",
        JOINED,
        context);
    ProcessFinding.report(
        ID,
        slip,
        Kind.SENDS_BY_SHARED_DEVICE,
        "`"
            + slip.subject()
            + "` sends by way of the graphics card that a process uses, which is the first for"
            + " each: nothing tells it which is its own, as `torch.cuda.set_device` does",
        JOINED,
        context);
  }
}
