package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A tape is used again that is gone after its first use. */
final class TfTapeGradientTwice implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("tf-tape-gradient-twice");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.TAPE_USED_TWICE) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` is gone after its first gradient: pass `persistent=True`, or ask for both at once")
              .withRelated(slip.other().map(place -> new Related(place, "it is used up here"))));
    }
  }
}
