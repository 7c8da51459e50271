package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A model has another number of classes than its labels. */
final class HfNumLabelsMismatch implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("hf-num-labels-mismatch");

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
      case LABELS_MISCOUNTED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "`"
                  + (slip.subject().contains("=") ? "" : " makes 2 classes, as it does untold")
                  + ", and "
                  + slip.detail()
                  + ": each label beyond raises an error");
      default -> Optional.empty();
    };
  }
}
