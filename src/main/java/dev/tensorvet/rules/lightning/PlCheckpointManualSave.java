package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A module writes its weights itself. */
final class PlCheckpointManualSave implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-checkpoint-manual-save");

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
      case SAVED_BY_HAND ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` in `"
                  + slip.detail()
                  + "` is run by every process, and leaves out the optimizer and the epoch: use `self.trainer.save_checkpoint`, or a `ModelCheckpoint`");
      default -> Optional.empty();
    };
  }
}
