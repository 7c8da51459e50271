package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Nobody waits for what runs in other threads. */
final class DjlCompletablefutureAllofNotJoined implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-completablefuture-allof-not-joined");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.ALL_OF_NOT_JOINED) {
      context.report(
          SlipFinding.fixed(
              SlipFinding.of(
                  ID,
                  slip,
                  "nobody waits for this future: what comes next runs before the tasks are done"),
              slip,
              Fix.Safety.SAFE));
    }
  }
}
