package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A batch keeps its memory after its turn. */
final class DjlBatchNotClosed implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-batch-not-closed");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.BATCH_NOT_CLOSED) {
      context.report(
          SlipFinding.notClosed(
              ID, slip, "its memory stays until its manager is closed, batch after batch"));
    }
  }
}
