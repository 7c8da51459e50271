package dev.tensorvet.rules.model;

import dev.tensorvet.facts.LayerSlip;
import dev.tensorvet.facts.LayerSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model keeps what it has computed for its next call. */
final class StatefulForwardLeak implements Rule<LayerSlip> {

  @Override
  public Class<LayerSlip> subject() {
    return LayerSlip.class;
  }

  @Override
  public void check(LayerSlip slip, RuleContext context) {
    if (slip.kind() == Kind.STATE_CARRIED) {
      context.report(
          Finding.of(
              id(),
              slip.place(),
              "the state of each call goes into the next with all that it was computed from: the"
                  + " second backward pass fails, and without one memory grows"));
    }
  }
}
