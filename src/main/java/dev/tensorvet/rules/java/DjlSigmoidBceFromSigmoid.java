package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss that lacks its minus sign. */
final class DjlSigmoidBceFromSigmoid implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-sigmoid-bce-from-sigmoid");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.SIGMOID_LOSS_WITHOUT_SIGN) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` lacks its minus sign where it is given probabilities: training raises the error"));
    }
  }
}
