package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A training step gives Lightning no loss to learn from. */
final class PlTrainingStepReturn implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-training-step-return");

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
      case NO_LOSS ->
          Optional.of("the dict has no `\"" + slip.subject() + "\"`: Lightning refuses the step");
      case LOSS_DETACHED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` has no graph: Lightning cannot compute gradients of what the step returns");
      case NOTHING_RETURNED ->
          Optional.of(
              "`training_step` returns nothing: Lightning leaves each batch out, and `"
                  + slip.subject()
                  + "` learns nothing");
      default -> Optional.empty();
    };
  }
}
