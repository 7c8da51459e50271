package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss takes scores for the logarithms of probabilities. */
final class DjlLogitsWithFromlogitFalse implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-logits-with-fromlogit-false");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.LOGITS_TAKEN_FOR_LOG_PROBABILITIES) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` wants the logarithm of a softmax, and the model ends with a linear layer",
              "the last layer of the model"));
    }
  }
}
