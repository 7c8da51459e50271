package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A step computes gradients without Lightning, or once more than Lightning does. */
final class PlManualBackwardBypass implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-manual-backward-bypass");

  @Override
  public Class<LightningSlip> subject() {
    return LightningSlip.class;
  }

  @Override
  public void check(LightningSlip slip, RuleContext context) {
    message(slip).map(message -> SlipFinding.of(ID, slip, message, "")).ifPresent(context::report);
  }

  private static Optional<String> message(LightningSlip slip) {
    return switch (slip.kind()) {
      case BACKWARD_BYPASSED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + ".backward()` goes past the precision and the strategy of the trainer: call `self.manual_backward("
                  + slip.subject()
                  + ")`");
      case DONE_TWICE ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "()` is called where Lightning optimizes `"
                  + slip.detail()
                  + "` itself, and does the same after the step: leave it out, or set `self.automatic_optimization = False`");
      default -> Optional.empty();
    };
  }
}
