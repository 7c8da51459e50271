package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model of Keras is read with whatever code its file holds. */
final class KerasLoadModelUnsafe implements Rule<StateSlip> {

  private static final RuleId ID = new RuleId("keras-load-model-unsafe");

  @Override
  public Class<StateSlip> subject() {
    return StateSlip.class;
  }

  @Override
  public void check(StateSlip slip, RuleContext context) {
    if (slip.kind() == Kind.CODE_RUN) {
      context.report(
          Finding.of(
              ID,
              slip.place(),
              "`" + slip.subject() + "` runs code that the file of the model holds"));
    }
  }
}
