package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A tensor on the CPU is exchanged by what exchanges those on graphics cards alone. */
final class NcclOnCpu implements Rule<ProcessSlip> {

  private static final RuleId ID = new RuleId("nccl-on-cpu");

  @Override
  public Class<ProcessSlip> subject() {
    return ProcessSlip.class;
  }

  @Override
  public void check(ProcessSlip slip, RuleContext context) {
    ProcessFinding.report(
        ID,
        slip,
        Kind.EXCHANGED_ON_CPU,
        "`"
            + slip.subject()
            + "` is given a tensor on the CPU, and processes that are joined by `nccl` exchange"
            + " what is on graphics cards alone",
        "the tensor is made here",
        context);
  }
}
