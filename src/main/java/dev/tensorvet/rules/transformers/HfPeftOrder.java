package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A model is adapted too late, or before it is ready. */
final class HfPeftOrder implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("hf-peft-order");

  @Override
  public Class<TrainerSlip> subject() {
    return TrainerSlip.class;
  }

  @Override
  public void check(TrainerSlip slip, RuleContext context) {
    message(slip)
        .map(message -> SlipFinding.of(ID, slip, message, "the model is adapted here"))
        .ifPresent(context::report);
  }

  private static Optional<String> message(TrainerSlip slip) {
    return switch (slip.kind()) {
      case OPTIMIZER_BEFORE_ADAPTER ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is made before `"
                  + slip.detail()
                  + "`: it holds the parameters that are frozen there, and none of the adapter");
      case NOT_PREPARED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` adapts what `"
                  + slip.detail()
                  + "` has loaded with few bits, and nothing prepares it: call `prepare_model_for_kbit_training` first");
      case BASE_SAVED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` writes the whole model, under names that the layers of the adapter have changed: save `"
                  + slip.detail()
                  + "`, which writes the adapter alone");
      case INPUTS_WITHOUT_GRADIENTS ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` cuts the graph where all before the adapter of `"
                  + slip.detail()
                  + "` is frozen: call `model.enable_input_require_grads()`, or set `use_reentrant` to `False`");
      default -> Optional.empty();
    };
  }
}
