package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A list holds one tensor several times, and an element is changed in place. */
final class CloneMissingAlias implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("clone-missing-alias");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip slip, RuleContext context) {
    if (slip.kind() == Kind.WRITES_REPEATED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "all elements of `"
                      + slip.subject()
                      + "` are one tensor: this changes each of them")
              .withRelated(
                  slip.other()
                      .map(place -> new Related(place, "it is put there several times here"))));
    }
  }
}
