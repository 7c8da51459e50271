package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Gradients are computed, and no parameter is changed by them. */
final class DjlStepMissing implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-step-missing");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.STEP_MISSING) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.detail()
                  + "` computes gradients and `"
                  + slip.subject()
                  + ".step()` is never called: nothing is trained"));
    }
  }
}
