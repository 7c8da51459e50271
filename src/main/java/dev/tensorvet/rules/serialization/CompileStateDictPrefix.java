package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The state of a compiled model is saved under other names. */
final class CompileStateDictPrefix implements Rule<StateSlip> {

  private static final RuleId ID = new RuleId("compile-state-dict-prefix");

  @Override
  public Class<StateSlip> subject() {
    return StateSlip.class;
  }

  @Override
  public void check(StateSlip stateSlip, RuleContext context) {
    if (stateSlip.kind() == Kind.COMPILED_NAMES) {
      context.report(
          Finding.of(
              ID,
              stateSlip.place(),
              "the names in the state of a compiled model begin with `_orig_mod.`, and a model that is not compiled does not take it: save the state of the model itself"));
    }
  }
}
