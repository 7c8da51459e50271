package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A function that is made in each turn of a loop is compiled in each. */
final class JaxJitInLoop implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("jax-jit-in-loop");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.COMPILES_EACH_TURN) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "each turn makes a function anew, and `"
                  + slip.subject()
                  + "` compiles it anew: move both before the loop"));
    }
  }
}
