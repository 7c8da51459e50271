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

/** The last layer and the loss do not agree who applies the softmax. */
final class KerasSoftmaxFromLogits implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-softmax-from-logits");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.PROBABILITIES_AS_SCORES
        || slip.kind() == Kind.SCORES_AS_PROBABILITIES) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  slip.kind() == Kind.PROBABILITIES_AS_SCORES
                      ? "the last layer of the model ends in "
                          + slip.subject()
                          + ", and this loss is told that it does not"
                      : "the last layer of the model gives scores, and this loss takes probabilities: pass `from_logits=True`, or end in a "
                          + slip.subject())
              .withRelated(slip.other().map(place -> new Related(place, "this is the last layer")))
              .withFix(
                  slip.edit()
                      .map(
                          edit ->
                              new Fix(
                                  "write `from_logits=False`", Fix.Safety.SAFE, List.of(edit)))));
    }
  }
}
