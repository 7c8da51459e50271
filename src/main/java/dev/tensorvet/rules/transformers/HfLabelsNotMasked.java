package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A model learns padding, or never learns the end of a text. */
final class HfLabelsNotMasked implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("hf-labels-not-masked");

  @Override
  public Class<TrainerSlip> subject() {
    return TrainerSlip.class;
  }

  @Override
  public void check(TrainerSlip slip, RuleContext context) {
    message(slip)
        .map(message -> SlipFinding.of(ID, slip, message, "the end is added to the text here"))
        .ifPresent(context::report);
  }

  private static Optional<String> message(TrainerSlip slip) {
    return switch (slip.kind()) {
      case END_MASKED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` makes padding of the end of a text, and `"
                  + slip.detail()
                  + "` leaves all padding out of the loss: the model never learns to stop");
      case PADDING_LEARNT ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` takes over the padding of `"
                  + slip.detail()
                  + "`: the model learns to write padding, so put -100 there");
      default -> Optional.empty();
    };
  }
}
