package dev.tensorvet.rules.serialization;

import dev.tensorvet.facts.StateSlip;
import dev.tensorvet.facts.StateSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** Weights come over a connection that anybody may change. */
final class DownloadOverHttp implements Rule<StateSlip> {

  private static final RuleId ID = new RuleId("download-over-http");

  @Override
  public Class<StateSlip> subject() {
    return StateSlip.class;
  }

  @Override
  public void check(StateSlip stateSlip, RuleContext context) {
    if (stateSlip.kind() == Kind.OPEN_CONNECTION) {
      context.report(
          Finding.of(
              ID,
              stateSlip.place(),
              "over `http` anybody on the way can put another file in the place of this one: use `https`, and compare its hash"));
    }
  }
}
