package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A state that does not fit is put into a module, and nobody is told what did not fit. */
final class LoadStateDictStrictFalse implements Rule<StateSlip> {

  private static final RuleId ID = new RuleId("load-state-dict-strict-false");

  @Override
  public Class<StateSlip> subject() {
    return StateSlip.class;
  }

  @Override
  public void check(StateSlip stateSlip, RuleContext context) {
    if (stateSlip.kind() == Kind.GAPS_IGNORED) {
      context.report(
          Finding.of(
              ID,
              stateSlip.place(),
              "whatever of `"
                  + stateSlip.subject()
                  + "` the state does not name keeps its first values, and nobody is told: look at"
                  + " the `missing_keys` and `unexpected_keys` that this gives"));
    }
  }
}
