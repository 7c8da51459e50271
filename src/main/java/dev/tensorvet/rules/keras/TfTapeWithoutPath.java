package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A tape has not recorded how the result depends on what the gradient is asked of. */
final class TfTapeWithoutPath implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("tf-tape-without-path");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.COMPUTED_BEFORE_TAPE || slip.kind() == Kind.NOT_WATCHED) {
      context.report(
          Finding.of(
                  ID,
                  slip.place(),
                  slip.kind() == Kind.COMPUTED_BEFORE_TAPE
                      ? "nothing under this tape is computed with `"
                          + slip.subject()
                          + "`, so its gradients are `None`"
                      : "the tape does not watch `"
                          + slip.subject()
                          + "`, which is no variable, so its gradient is `None`: call `tape.watch`")
              .withRelated(
                  slip.other().map(place -> new Related(place, "the gradient is asked here"))));
    }
  }
}
