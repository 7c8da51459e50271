package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Validation gets the random changes that are for the training. */
final class DjlSplitSharesAugmentation implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-split-shares-augmentation");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.SPLIT_OF_AUGMENTED) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "both parts of `"
                  + slip.subject()
                  + "` get its random transforms, the one for validation too",
              "it is changed by chance here"));
    }
  }
}
