package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A compiled function asks for the number of what has none yet. */
final class JaxTracerAsValue implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("jax-tracer-as-value");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NEEDS_NUMBER) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "`"
                  + slip.subject()
                  + "` has no value while the function is compiled, and this needs one"));
    }
  }
}
