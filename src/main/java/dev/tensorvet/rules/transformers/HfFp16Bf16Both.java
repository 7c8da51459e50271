package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A training is told two precisions, or one that its device has not. */
final class HfFp16Bf16Both implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("hf-fp16-bf16-both");

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
      case TWO_PRECISIONS ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` and `"
                  + slip.detail()
                  + "` exclude each other: the arguments are refused");
      case HALF_ON_CPU ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` needs a graphics card, and `"
                  + slip.detail()
                  + "=True` asks for the CPU");
      default -> Optional.empty();
    };
  }
}
