package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A whole checkpoint is taken for the state that is a part of it. */
final class LoadStateDictWrongObject implements Rule<StateSlip> {

  private static final RuleId ID = new RuleId("load-state-dict-wrong-object");

  @Override
  public Class<StateSlip> subject() {
    return StateSlip.class;
  }

  @Override
  public void check(StateSlip stateSlip, RuleContext context) {
    if (stateSlip.kind() == Kind.WHOLE_TAKEN) {
      context.report(
          Finding.of(
                  ID,
                  stateSlip.place(),
                  "`"
                      + stateSlip.subject()
                      + "` is given the whole checkpoint, and its state is one part of it: no key fits")
              .withRelated(
                  stateSlip.other().map(place -> new Related(place, "it is written here"))));
    }
  }
}
