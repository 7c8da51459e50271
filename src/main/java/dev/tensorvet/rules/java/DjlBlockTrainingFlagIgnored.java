package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Proof;

/** A block tells its child by itself whether it is trained. */
final class DjlBlockTrainingFlagIgnored implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-block-training-flag-ignored");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.TRAINING_FLAG_IGNORED) {
      context.report(
          SlipFinding.fixed(
              SlipFinding.of(
                  ID,
                  slip,
                  "`"
                      + slip.subject()
                      + "` always runs as "
                      + (slip.isSure() == Proof.YES ? "in training" : "in evaluation")
                      + ": `"
                      + slip.detail()
                      + "` is not passed on"),
              slip,
              Fix.Safety.SAFE));
    }
  }
}
