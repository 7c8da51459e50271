package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A block has children and does not initialise them. */
final class DjlInitializeChildBlocksMissing implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-initialize-child-blocks-missing");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.CHILDREN_NOT_INITIALIZED) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` has child blocks and no `initializeChildBlocks`: it throws when it is initialised",
              "the child"));
    }
  }
}
