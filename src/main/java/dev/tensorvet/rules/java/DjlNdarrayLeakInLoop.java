package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Each turn of a loop makes arrays that outlive it. */
final class DjlNdarrayLeakInLoop implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("djl-ndarray-leak-in-loop");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.ARRAY_MADE_IN_LOOP) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` keeps this array until it is closed itself: memory grows with each batch",
              "the batches"));
    }
  }
}
