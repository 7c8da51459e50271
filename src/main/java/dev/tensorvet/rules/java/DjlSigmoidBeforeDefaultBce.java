package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A sigmoid is taken twice. */
final class DjlSigmoidBeforeDefaultBce implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-sigmoid-before-default-bce");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.SIGMOID_TWICE) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` takes the sigmoid by itself, and the model ends with one: `"
                  + slip.detail()
                  + "`",
              "the sigmoid of the model"));
    }
  }
}
