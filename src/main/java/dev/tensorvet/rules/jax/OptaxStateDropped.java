package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What an optimizer remembers is not handed on. */
final class OptaxStateDropped implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("optax-state-dropped");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.OPTIMIZER_STATE_DROPPED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "nothing reads `"
                      + slip.subject()
                      + "` after this, so the next step begins with the old state of the optimizer")
              .withRelated(
                  slip.other().map(place -> new Related(place, "each step is given this"))));
    }
  }
}
