package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A layer over features is given images that are still laid out in rows and columns. */
final class KerasFlattenMissing implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-flatten-missing");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NOT_FLATTENED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "this layer works on each place of what `"
                      + slip.subject()
                      + "` gives by itself, so the model gives an answer for each: flatten or pool first")
              .withRelated(
                  slip.other().map(place -> new Related(place, "this gives rows and columns"))));
    }
  }
}
