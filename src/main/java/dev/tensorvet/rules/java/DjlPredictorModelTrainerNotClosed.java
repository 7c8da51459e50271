package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model, predictor or trainer is opened, and nobody closes it. */
final class DjlPredictorModelTrainerNotClosed implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-predictor-model-trainer-not-closed");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.MODEL_NOT_CLOSED) {
      context.report(SlipFinding.notClosed(ID, slip, "its native memory stays, call after call"));
    }
  }
}
