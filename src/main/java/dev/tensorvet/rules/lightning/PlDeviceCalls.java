package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A hook puts something on a device by its own. */
final class PlDeviceCalls implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-device-calls");

  @Override
  public Class<LightningSlip> subject() {
    return LightningSlip.class;
  }

  @Override
  public void check(LightningSlip slip, RuleContext context) {
    message(slip)
        .map(message -> SlipFinding.of(ID, slip, message, "given to the module here"))
        .ifPresent(context::report);
  }

  private static Optional<String> message(LightningSlip slip) {
    return switch (slip.kind()) {
      case MOVED_BY_HAND ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` names a device that need not be the one Lightning has put the model on: use `self.device`");
      case MADE_ON_CPU ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is made on the CPU and given to `"
                  + slip.detail()
                  + "`, which is where Lightning has put it: make it with `device=self.device`");
      default -> Optional.empty();
    };
  }
}
