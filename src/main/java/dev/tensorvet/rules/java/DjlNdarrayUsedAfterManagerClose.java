package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An array is used whose memory is gone. */
final class DjlNdarrayUsedAfterManagerClose implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-ndarray-used-after-manager-close");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.ARRAY_OUTLIVES_MANAGER) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` belongs to `"
                  + slip.detail()
                  + "`, which is closed before it is used",
              "where it gets its value"));
    }
  }
}
