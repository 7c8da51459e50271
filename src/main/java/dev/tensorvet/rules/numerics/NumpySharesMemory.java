package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.NumericSlip;
import dev.tensorvet.facts.NumericSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** What is kept shares its memory with what is changed in place. */
final class NumpySharesMemory implements Rule<NumericSlip> {

  private static final RuleId ID = new RuleId("numpy-shares-memory");

  @Override
  public Class<NumericSlip> subject() {
    return NumericSlip.class;
  }

  @Override
  public void check(NumericSlip slip, RuleContext context) {
    if (slip.kind() == Kind.WRITES_KEPT_VIEW) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "what `"
                      + slip.code()
                      + "` holds shares its memory with `"
                      + slip.subject()
                      + "`, which is changed in place here")
              .withRelated(slip.other().map(place -> new Related(place, "it is kept here"))));
    }
  }
}
