package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An engine is asked for that the project has no artifact of. */
final class DjlEngineNotOnClasspath implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-engine-not-on-classpath");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.ENGINE_NOT_THERE) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "the build file asks for the engine of `"
                  + slip.detail()
                  + "`, and not for that of `"
                  + slip.subject()
                  + "`: no model is found for it"));
    }
  }
}
