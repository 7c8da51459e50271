package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An optimizer that the engine has no code for. */
final class DjlOptimizerUnsupportedOnEngine implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-optimizer-unsupported-on-engine");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.OPTIMIZER_NOT_IN_ENGINE) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` has no code in the PyTorch engine: its first step throws an `UnsupportedOperationException`"));
    }
  }
}
