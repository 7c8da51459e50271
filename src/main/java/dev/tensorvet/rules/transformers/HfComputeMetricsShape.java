package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** Labels are decoded with the number that stands for none. */
final class HfComputeMetricsShape implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("hf-compute-metrics-shape");

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
      case LABELS_DECODED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` holds -100 where there is no label, which `"
                  + slip.detail()
                  + "` cannot decode: put the padding token there first");
      default -> Optional.empty();
    };
  }
}
