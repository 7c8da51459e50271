package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Training goes on without what its updater knew. */
final class Dl4jSaveUpdaterFalse implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("dl4j-save-updater-false");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.UPDATER_NOT_SAVED) {
      context.report(
          SlipFinding.fixed(
              SlipFinding.of(
                  ID,
                  slip,
                  "the updater of `"
                      + slip.subject()
                      + "` is not saved, and training goes on from what is",
                  "here training goes on"),
              slip,
              Fix.Safety.SAFE));
    }
  }
}
