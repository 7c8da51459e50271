package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model is evaluated in the way of training. */
final class DjlEvaluateWithForward implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-evaluate-with-forward");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.EVALUATED_WITH_FORWARD) {
      context.report(
          SlipFinding.fixed(
              SlipFinding.of(
                  ID,
                  slip,
                  "`"
                      + slip.subject()
                      + ".forward` runs the model as in training, with dropout and with batch statistics, where it is evaluated"),
              slip,
              Fix.Safety.SAFE));
    }
  }
}
