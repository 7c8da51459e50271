package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Costs;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The state of a compiled model is saved with the names that compiling gave it. */
final class CompileStateDictPrefix implements Rule<StateSlip> {

  private static final RuleId ID = new RuleId("compile-state-dict-prefix");

  @Override
  public Class<StateSlip> subject() {
    return StateSlip.class;
  }

  @Override
  public void check(StateSlip slip, RuleContext context) {
    if (slip.kind() == Kind.NAMES_PREFIXED) {
      context.report(
          WrappedStateFinding.of(
              ID,
              slip,
              Costs.COMPILED,
              ", as those of the model itself do not",
              "it is compiled here"));
    }
  }
}
