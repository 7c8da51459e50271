package dev.tensorvet.rules.jax;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A stopwatch is read before the result is there. */
final class JaxTimeWithoutBlock implements Rule<JaxSlip> {

  private static final RuleId ID = new RuleId("jax-time-without-block");

  @Override
  public Class<JaxSlip> subject() {
    return JaxSlip.class;
  }

  @Override
  public void check(JaxSlip slip, RuleContext context) {
    if (slip.kind() == Kind.TIMES_DISPATCH) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` returns before it has computed anything, and nothing waits before the time is taken")
              .withRelated(
                  slip.other().map(place -> new Related(place, "the time is taken here"))));
    }
  }
}
