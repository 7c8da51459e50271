package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** Lightning is told of a scheduler in a way that it refuses, passes over, or takes for another. */
final class PlSchedulerConfig implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-scheduler-config");

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
      case OPTIMIZER_KEY ->
          Optional.of(
              "the key `"
                  + slip.subject()
                  + "` beside an optimizer is passed over, and `"
                  + slip.detail()
                  + "` with it: a scheduler goes by `lr_scheduler`");
      case SCHEDULER_KEY ->
          Optional.of(
              "the key `"
                  + slip.subject()
                  + "` of a scheduler is passed over: Lightning reads `scheduler`, `interval`, `frequency`, `monitor`, `strict` and `name`");
      case NO_SCHEDULER ->
          Optional.of("this has no `" + slip.subject() + "`: Lightning refuses it");
      case INTERVAL ->
          Optional.of(
              "an interval is `\"step\"` or `\"epoch\"`: Lightning refuses `"
                  + slip.subject()
                  + "`");
      case NO_MONITOR ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` waits for a value, and nothing says for which: without `monitor` Lightning refuses it");
      case ONCE_AN_EPOCH ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` counts the steps of the training, `"
                  + slip.detail()
                  + "`, and Lightning steps it once an epoch: give it with `\"interval\": \"step\"`");
      case FOREIGN_SCHEDULER ->
          Optional.of(
              "`"
                  + slip.detail()
                  + "` schedules `"
                  + slip.subject()
                  + "`, which is not among the optimizers that are returned: Lightning refuses it");
      case SCHEDULER_STEPPED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is stepped here, and by Lightning as well, since `"
                  + slip.detail()
                  + "` leaves the optimization to it");
      case SCHEDULER_LEFT ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` optimizes by hand, and nothing steps the scheduler that is returned here: the learning rate never changes");
      default -> Optional.empty();
    };
  }
}
