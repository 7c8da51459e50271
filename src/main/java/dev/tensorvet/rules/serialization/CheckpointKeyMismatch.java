package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A part of a checkpoint is asked for that was not written. */
final class CheckpointKeyMismatch implements Rule<StateSlip> {

  private static final RuleId ID = new RuleId("checkpoint-key-mismatch");

  @Override
  public Class<StateSlip> subject() {
    return StateSlip.class;
  }

  @Override
  public void check(StateSlip stateSlip, RuleContext context) {
    if (stateSlip.kind() == Kind.PART_MISSING) {
      context.report(
          Finding.of(
                  ID,
                  stateSlip.place(),
                  "the checkpoint that is written to this file has no `"
                      + stateSlip.subject()
                      + "`: reading it raises a `KeyError`")
              .withRelated(
                  stateSlip.other().map(place -> new Related(place, "it is written here"))));
    }
  }
}
