package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An array whose gradient is asked for is changed in place while gradients are collected. */
final class DjlInplaceOpWithGradient implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-inplace-op-with-gradient");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.TRACKED_ARRAY_CHANGED) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` is changed in place while its gradient is collected: PyTorch refuses that for"
                  + " an array that asks for one"));
    }
  }
}
