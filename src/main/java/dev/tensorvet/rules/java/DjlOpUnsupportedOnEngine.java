package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An operation that the engine has no code for. */
final class DjlOpUnsupportedOnEngine implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-op-unsupported-on-engine");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.OPERATION_NOT_IN_ENGINE) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` has no code in the PyTorch engine: it throws an `UnsupportedOperationException`"));
    }
  }
}
