package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A loss of one's own does not take or give what the trainer expects. */
final class HfCustomTrainerLoss implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("hf-custom-trainer-loss");

  @Override
  public Class<TrainerSlip> subject() {
    return TrainerSlip.class;
  }

  @Override
  public void check(TrainerSlip slip, RuleContext context) {
    message(slip).map(message -> SlipFinding.of(ID, slip, message, "")).ifPresent(context::report);
  }

  private static Optional<String> message(TrainerSlip slip) {
    return switch (slip.kind()) {
      case ITEMS_NOT_TAKEN ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` does not take `"
                  + slip.detail()
                  + "`, which the trainer gives it from transformers 4.46 on: the first step raises a `TypeError`");
      case OUTPUTS_NOT_RETURNED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` gives the loss alone, whatever `"
                  + slip.detail()
                  + "` says: the first evaluation fails on it");
      default -> Optional.empty();
    };
  }
}
