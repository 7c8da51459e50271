package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The state of a wrapped model is saved, and loaded into the model without its wrapper. */
final class WrappedStateDictSaved implements Rule<StateSlip> {

  private static final RuleId ID = new RuleId("wrapped-state-dict-saved");

  @Override
  public Class<StateSlip> subject() {
    return StateSlip.class;
  }

  @Override
  public void check(StateSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NAMES_OF_WRAPPER) {
      context.report(
          WrappedStateFinding.of(
              ID,
              slip,
              Wrapper.INNER,
              " here, and it is loaded into the model before it is wrapped: no key fits",
              "it is wrapped here"));
    }
  }
}
