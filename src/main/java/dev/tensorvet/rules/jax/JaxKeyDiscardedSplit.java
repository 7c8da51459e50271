package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** New keys are made, and nobody takes them. */
final class JaxKeyDiscardedSplit implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("jax-key-discarded-split");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.KEYS_DROPPED) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "this leaves `"
                  + slip.subject()
                  + "` as it was, and the new keys go nowhere: give the result a name"));
    }
  }
}
