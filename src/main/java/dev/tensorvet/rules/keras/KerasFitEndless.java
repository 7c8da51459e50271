package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** An epoch of a stream without end. */
final class KerasFitEndless implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-fit-endless");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.ENDLESS_EPOCH) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` never ends, and so does the first epoch: pass `steps_per_epoch`")
              .withRelated(
                  slip.other()
                      .map(place -> new Related(place, "it begins anew without end here"))));
    }
  }
}
