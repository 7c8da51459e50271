package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A value is logged in a way that Lightning refuses. */
final class PlLogMisuse implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-log-misuse");

  @Override
  public Class<LightningSlip> subject() {
    return LightningSlip.class;
  }

  @Override
  public void check(LightningSlip slip, RuleContext context) {
    message(slip)
        .map(message -> SlipFinding.of(ID, slip, message, "logged here first"))
        .ifPresent(context::report);
  }

  private static Optional<String> message(LightningSlip slip) {
    return switch (slip.kind()) {
      case LOGS_NO_NUMBER ->
          Optional.of(
              "`self.log` takes one number, and this is none: log each value of "
                  + slip.subject()
                  + " by a name of its own, or use `self.log_dict`");
      case LOGS_ELSEWHERE ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is refused in `"
                  + slip.detail()
                  + "`, where Lightning keeps no results");
      case LOGS_TOO_EARLY ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` in the constructor keeps nothing: the module has no trainer yet");
      case LOGGED_TWICE ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is logged a second time with other options: Lightning refuses it");
      default -> Optional.empty();
    };
  }
}
