package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** Data of one process or one call is taken for that of all. */
final class PlDatamoduleState implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-datamodule-state");

  @Override
  public Class<LightningSlip> subject() {
    return LightningSlip.class;
  }

  @Override
  public void check(LightningSlip slip, RuleContext context) {
    message(slip)
        .map(message -> SlipFinding.of(ID, slip, message, "read here"))
        .ifPresent(context::report);
  }

  private static Optional<String> message(LightningSlip slip) {
    return switch (slip.kind()) {
      case STATE_PREPARED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is set in `prepare_data`, which one process alone runs: the others do not have it, so set it in `setup`");
      case STAGE_NOT_TAKEN ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` does not take the stage that Lightning tells it: the call raises a `TypeError`");
      case SPLIT_AGAIN ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` splits anew each time `"
                  + slip.detail()
                  + "` is called: what was trained on comes back for the evaluation, so give it a `generator` with a seed");
      default -> Optional.empty();
    };
  }
}
