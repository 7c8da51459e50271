package dev.tensorvet.rules.java;

import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The state of one sequence goes into the next. */
final class Dl4jRnnStateNotCleared implements Rule<JavaSlip> {

  private static final RuleId ID = new RuleId("dl4j-rnn-state-not-cleared");

  @Override
  public Class<JavaSlip> subject() {
    return JavaSlip.class;
  }

  @Override
  public void check(JavaSlip slip, RuleContext context) {
    if (slip.kind() == Kind.RNN_STATE_KEPT) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` keeps its state from one sequence to the next: `rnnClearPreviousState` is never called"));
    }
  }
}
