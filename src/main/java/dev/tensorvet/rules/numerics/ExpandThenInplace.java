package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A tensor is changed in place whose elements share memory. */
final class ExpandThenInplace implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("expand-then-inplace");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.WRITES_SHARED) {
      context.report(
          Finding.of(
                  ID,
                  numericSlip.place(),
                  "`"
                      + numericSlip.subject()
                      + "` is expanded: its elements share memory, and PyTorch refuses to change them in place without a `clone()`")
              .withRelated(
                  numericSlip.other().map(place -> new Related(place, "it is expanded here"))));
    }
  }
}
