package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A layer that is not the last one ends in a softmax. */
final class KerasHiddenSoftmax implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-hidden-softmax");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.HIDDEN_SOFTMAX) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "this layer ends in a softmax and another one follows: its values sum to 1, so little gets through")
              .withRelated(slip.other().map(place -> new Related(place, "this layer follows"))));
    }
  }
}
