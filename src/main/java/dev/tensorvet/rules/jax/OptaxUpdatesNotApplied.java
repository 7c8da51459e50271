package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Changes of parameters are computed, and nobody applies them. */
final class OptaxUpdatesNotApplied implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("optax-updates-not-applied");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.CHANGES_UNUSED) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "`" + slip.subject() + "` is never applied, so the parameters stay as they are"));
    }
  }
}
