package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What the backward pass needs was not recorded. */
final class DjlForwardOutsideCollector implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-forward-outside-collector");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.FORWARD_OUTSIDE_COLLECTOR) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` runs before the gradient collector is open: nothing is recorded for the backward pass",
              "the backward pass of it"));
    }
  }
}
