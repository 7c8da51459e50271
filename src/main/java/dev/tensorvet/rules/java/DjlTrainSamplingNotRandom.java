package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Training samples come in the same order in every epoch. */
final class DjlTrainSamplingNotRandom implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-train-sampling-not-random");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.TRAINING_NOT_SHUFFLED) {
      context.report(
          SlipFinding.fixed(
              SlipFinding.of(
                  ID,
                  slip,
                  "`"
                      + slip.subject()
                      + "` is the training data and not shuffled: each epoch sees the same batches in the same order"),
              slip,
              Fix.Safety.UNSAFE));
    }
  }
}
