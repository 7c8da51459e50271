package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** Gradients are computed where Lightning has switched them off. */
final class PlValidationGrad implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-validation-grad");

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
      case GRADIENT_IN_EVALUATION ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` needs gradients, and Lightning runs `"
                  + slip.detail()
                  + "` in inference mode: make the trainer with `inference_mode=False`, and enable gradients here");
      default -> Optional.empty();
    };
  }
}
