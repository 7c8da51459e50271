package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A measure goes on over all epochs that is told for each. */
final class KerasMetricNotReset implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-metric-not-reset");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NEVER_RESET) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` goes on over all epochs, and this tells it for each: call its `reset_state()`")
              .withRelated(slip.other().map(place -> new Related(place, "it is made here"))));
    }
  }
}
