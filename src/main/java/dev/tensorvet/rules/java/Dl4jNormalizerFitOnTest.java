package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A normaliser learns from the test data. */
final class Dl4jNormalizerFitOnTest implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("dl4j-normalizer-fit-on-test");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NORMALIZER_FIT_ON_TEST) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.detail()
                  + "` learns from `"
                  + slip.subject()
                  + "`: the test data are not normalised as the training data are"));
    }
  }
}
