package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A gradient collector is opened, and nobody closes it. */
final class DjlGradientCollectorNotClosed implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-gradient-collector-not-closed");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.COLLECTOR_NOT_CLOSED) {
      context.report(
          SlipFinding.notClosed(
              ID, slip, "the next collector throws, since one is already collecting"));
    }
  }
}
