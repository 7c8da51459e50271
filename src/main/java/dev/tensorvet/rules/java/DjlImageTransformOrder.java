package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An image is normalised before it is a tensor. */
final class DjlImageTransformOrder implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-image-transform-order");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NORMALIZED_BEFORE_TENSOR) {
      context.report(
          SlipFinding.fixed(
              SlipFinding.of(
                  ID,
                  slip,
                  "`"
                      + slip.subject()
                      + "` stands before `ToTensor`: it wants channels first, and throws",
                  "the step that has to come first"),
              slip,
              Fix.Safety.SAFE));
    }
  }
}
