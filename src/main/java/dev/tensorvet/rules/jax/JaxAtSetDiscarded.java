package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A changed copy of an array is made, and nobody takes it. */
final class JaxAtSetDiscarded implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("jax-at-set-discarded");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.UPDATE_DROPPED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` stays as it was: the changed copy that this gives is dropped")
              .withFix(
                  slip.edit()
                      .map(
                          edit ->
                              new Fix("give the copy its name", Fix.Safety.SAFE, List.of(edit)))));
    }
  }
}
