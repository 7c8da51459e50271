package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A part of a block that nobody knows of. */
final class DjlChildBlockNotRegistered implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-child-block-not-registered");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.CHILD_NOT_REGISTERED) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` is not given to `"
                  + slip.detail()
                  + "`: it is neither trained nor saved"));
    }
  }
}
