package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A trainer is told to do what a module does by hand. */
final class PlManualIncompatibleTrainerFlags implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-manual-incompatible-trainer-flags");

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
      case CLIPS_BY_HAND ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is refused for `"
                  + slip.detail()
                  + "`, which optimizes by hand: clip in `training_step` with `self.clip_gradients`");
      case GATHERS_BY_HAND ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is refused for `"
                  + slip.detail()
                  + "`, which optimizes by hand: count the batches in `training_step`");
      default -> Optional.empty();
    };
  }
}
