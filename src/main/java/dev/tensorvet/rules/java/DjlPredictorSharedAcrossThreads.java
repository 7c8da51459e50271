package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Several threads use one predictor. */
final class DjlPredictorSharedAcrossThreads implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-predictor-shared-across-threads");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.PREDICTOR_SHARED) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` is used by several threads at once, and a predictor is made for one",
              "the predictor of all of them"));
    }
  }
}
