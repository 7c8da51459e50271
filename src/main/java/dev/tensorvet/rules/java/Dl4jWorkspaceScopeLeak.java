package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An array is used whose workspace is closed. */
final class Dl4jWorkspaceScopeLeak implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("dl4j-workspace-scope-leak");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.ARRAY_OUTLIVES_WORKSPACE) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` lies in `"
                  + slip.detail()
                  + "`, which is closed before it is used",
              "where it gets its value"));
    }
  }
}
