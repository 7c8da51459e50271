package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A module that drops some of its inputs gets no key to draw by. */
final class FlaxDropoutRngMissing implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("flax-dropout-rng-missing");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.KEY_MISSING) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "the dropout of `"
                  + slip.subject()
                  + "` has no key to draw by: give `rngs={\"dropout\": key}`"));
    }
  }
}
