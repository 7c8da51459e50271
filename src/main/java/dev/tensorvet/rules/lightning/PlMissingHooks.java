package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A module is given to a trainer that cannot run it, or leaves a part of it out. */
final class PlMissingHooks implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-missing-hooks");

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
      case STEP_MISSING ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` has no `"
                  + slip.detail()
                  + "`, without which the trainer refuses it");
      case VALIDATION_SKIPPED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` has no `validation_step`: the trainer leaves the validation out, whatever `"
                  + slip.detail()
                  + "` holds");
      default -> Optional.empty();
    };
  }
}
