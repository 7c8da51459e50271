package dev.tensorvet.rules.distributed;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** All processes read what the first of them may still be writing. */
final class BarrierMissingBeforeRead implements Rule<ProcessSlip> {

  private static final RuleId ID = new RuleId("barrier-missing-before-read");

  @Override
  public Class<ProcessSlip> subject() {
    return ProcessSlip.class;
  }

  @Override
  public void check(ProcessSlip slip, RuleContext context) {
    ProcessFinding.report(
        ID,
        slip,
        Kind.READ_BEFORE_WRITTEN,
        "all processes read this, which the first may still be writing: nothing lets them wait for"
            + " it, as a `barrier` does",
        "only the first process writes it, here",
        context);
  }
}
