package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A tensor is changed that a list holds. */
final class KeptTensorChangedInPlace implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("kept-tensor-changed-in-place");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip numericSlip, RuleContext context) {
    if (numericSlip.kind() == Kind.WRITES_KEPT) {
      context.report(
          Finding.of(
                  ID,
                  numericSlip.place(),
                  "`"
                      + numericSlip.code()
                      + "` holds this tensor itself, and what it holds changes with `"
                      + numericSlip.subject()
                      + "`: put a copy into it, or make a new tensor here")
              .withRelated(
                  numericSlip.other().map(put -> new Related(put, "it is put there here"))));
    }
  }
}
