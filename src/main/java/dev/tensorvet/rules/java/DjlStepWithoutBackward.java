package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Parameters are changed before there are gradients. */
final class DjlStepWithoutBackward implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-step-without-backward");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.STEP_WITHOUT_BACKWARD) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + ".step()` comes before any backward pass: there are no gradients to step by"));
    }
  }
}
