package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;

/** A callback watches what nobody measures. */
final class KerasMonitorUnknown implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-monitor-unknown");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.UNMEASURED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "nothing measures `" + slip.subject() + "`, so this never happens")
              .withRelated(
                  slip.other()
                      .map(place -> new Related(place, "the model is told what to measure here")))
              .withFix(
                  slip.edit()
                      .map(
                          edit ->
                              new Fix("name what is measured", Fix.Safety.SAFE, List.of(edit)))));
    }
  }
}
