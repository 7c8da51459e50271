package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** An element of an array of JAX is assigned. */
final class JaxInplaceAssignment implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("jax-inplace-assignment");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.ELEMENT_ASSIGNED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` is an array of JAX, whose elements cannot be assigned: take what `.at[...]` gives")
              .withFix(
                  slip.edit()
                      .map(
                          edit ->
                              new Fix(
                                  "write it with `.at[...]`", Fix.Safety.SAFE, List.of(edit)))));
    }
  }
}
