package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model is made in each turn, and those before it are kept. */
final class KerasModelInLoop implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-model-in-loop");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.MODEL_EACH_TURN) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  "each turn makes `"
                      + slip.subject()
                      + "` anew, and Keras keeps what belongs to those before: call `keras.backend.clear_session()` first")
              .withRelated(slip.other().map(place -> new Related(place, "it is trained here"))));
    }
  }
}
