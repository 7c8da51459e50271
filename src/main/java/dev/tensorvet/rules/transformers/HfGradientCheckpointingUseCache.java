package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A model is to keep what gradient checkpointing does not let it use. */
final class HfGradientCheckpointingUseCache implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("hf-gradient-checkpointing-use-cache");

  @Override
  public Class<TrainerSlip> subject() {
    return TrainerSlip.class;
  }

  @Override
  public void check(TrainerSlip slip, RuleContext context) {
    message(slip)
        .map(message -> SlipFinding.of(ID, slip, message, "gradients are checkpointed here"))
        .ifPresent(context::report);
  }

  private static Optional<String> message(TrainerSlip slip) {
    return switch (slip.kind()) {
      case CACHE_AND_CHECKPOINTING ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "=True` is switched off while `"
                  + slip.detail()
                  + "=True` trains: leave it out");
      default -> Optional.empty();
    };
  }
}
