package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** Samples of unlike lengths are to be one batch. */
final class HfCollatorMissing implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("hf-collator-missing");

  @Override
  public Class<TrainerSlip> subject() {
    return TrainerSlip.class;
  }

  @Override
  public void check(TrainerSlip slip, RuleContext context) {
    message(slip)
        .map(message -> SlipFinding.of(ID, slip, message, "tokens are made here, without padding"))
        .ifPresent(context::report);
  }

  private static Optional<String> message(TrainerSlip slip) {
    return switch (slip.kind()) {
      case NO_COLLATOR ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` has neither a collator nor a tokenizer, and `"
                  + slip.detail()
                  + "` does not pad: samples of unlike lengths are no batch");
      case LABELS_NOT_PADDED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` has no collator that pads labels, and `"
                  + slip.detail()
                  + "` makes them as long as each text");
      default -> Optional.empty();
    };
  }
}
