package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A softmax is taken twice. */
final class DjlSoftmaxBeforeSoftmaxCe implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-softmax-before-softmax-ce");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.SOFTMAX_TWICE) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` takes the softmax by itself, and the model ends with one: `"
                  + slip.detail()
                  + "`",
              "the softmax of the model"));
    }
  }
}
