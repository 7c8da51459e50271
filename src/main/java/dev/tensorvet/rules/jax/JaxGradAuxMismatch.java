package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A function is differentiated that gives something else than is said. */
final class JaxGradAuxMismatch implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("jax-grad-aux-mismatch");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.AUXILIARY_NOT_TOLD || slip.kind() == Kind.AUXILIARY_MISSING) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              slip.kind() == Kind.AUXILIARY_NOT_TOLD
                  ? "`"
                      + slip.subject()
                      + "` gives several things, and only a number can be differentiated: pass `has_aux=True`"
                  : "`" + slip.subject() + "` gives one thing, and `has_aux=True` expects two"));
    }
  }
}
