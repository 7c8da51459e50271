package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** Several optimizers are left to Lightning, which steps one alone. */
final class PlManualModeMissing implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-manual-mode-missing");

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
      case SEVERAL_OPTIMIZERS ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` gives "
                  + slip.detail()
                  + " optimizers and leaves the stepping to Lightning, which from 2.0 on steps one alone: set `self.automatic_optimization = False` and step them in `training_step`");
      case OPTIMIZER_NUMBERED ->
          Optional.of(
              "from Lightning 2.0 on, `training_step` is not told an `"
                  + slip.subject()
                  + "`: several optimizers are stepped by hand, with `self.automatic_optimization = False`");
      default -> Optional.empty();
    };
  }
}
