package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.LossSlip;
import dev.tensorvet.facts.LossSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A loss of probabilities is computed where the card computes in half precision. */
final class BceOnProbabilitiesUnderAmp implements Rule<LossSlip> {

  private static final RuleId ID = new RuleId("bce-on-probabilities-under-amp");

  @Override
  public Class<LossSlip> subject() {
    return LossSlip.class;
  }

  @Override
  public void check(LossSlip slip, RuleContext context) {
    if (slip.kind() == Kind.UNDER_AUTOCAST) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "`"
                      + slip.subject()
                      + "` takes probabilities, and raises an error under autocast on a GPU: the"
                      + " loss that takes logits does not")
              .withRelated(slip.other().map(place -> new Related(place, "autocast is on here"))));
    }
  }
}
