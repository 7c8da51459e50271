package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Processes are to run a function that cannot be sent to them. */
final class SpawnLambda implements Rule<ProcessSlip> {

  private static final RuleId ID = new RuleId("spawn-lambda");

  @Override
  public Class<ProcessSlip> subject() {
    return ProcessSlip.class;
  }

  @Override
  public void check(ProcessSlip slip, RuleContext context) {
    ProcessFinding.report(
        ID,
        slip,
        Kind.CANNOT_BE_SENT,
        "this function cannot be sent to another process: `spawn` needs one that is defined at the"
            + " top of a module",
        "",
        context);
    ProcessFinding.report(
        ID,
        slip,
        Kind.OF_NOTEBOOK,
        "a process that is spawned does not find `"
            + slip.subject()
            + "`, which only the notebook has: define it in a file that the notebook imports",
        "it is defined here",
        context);
  }
}
