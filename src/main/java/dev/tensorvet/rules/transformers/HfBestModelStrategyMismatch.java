package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/**
 * The best model is to be kept, and which one that is cannot be told, or is told the wrong way
 * round.
 */
final class HfBestModelStrategyMismatch implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("hf-best-model-strategy-mismatch");

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
      case STRATEGIES_DIFFER ->
          Optional.of(
              "the best model cannot be loaded at the end where `save_strategy` is `"
                  + slip.subject()
                  + "` and the evaluation strategy is `"
                  + slip.detail()
                  + "`: the trainer refuses it");
      case STEPS_DIFFER ->
          Optional.of(
              "a model is saved each "
                  + slip.subject()
                  + " steps and evaluated each "
                  + slip.detail()
                  + ": the trainer refuses it, since it would not know which one was best");
      case METRIC_NOT_COMPUTED ->
          Optional.of(
              "nothing computes `"
                  + slip.subject()
                  + "`"
                  + (slip.detail().isEmpty()
                      ? ": the trainer has no `compute_metrics`"
                      : ": what is computed is `" + slip.detail() + "`"));
      case DIRECTION_WRONG ->
          Optional.of(
              "the trainer takes the worst model for the best by `"
                  + slip.subject()
                  + "`: it wants `greater_is_better="
                  + slip.detail()
                  + "`");
      case NO_EVALUATION_DATA ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is to evaluate by `"
                  + slip.detail()
                  + "`, and is given no `eval_dataset`");
      default -> Optional.empty();
    };
  }
}
