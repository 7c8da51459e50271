package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** What is made for a training does not reach Lightning. */
final class PlConfigureOptimizers implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-configure-optimizers");

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
      case SIDE_BY_SIDE ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is none of the forms that Lightning takes: return `[optimizer], [scheduler]`, or a dict");
      case SCHEDULER_DROPPED ->
          Optional.of(
              "`" + slip.subject() + "` is made and not returned: the learning rate never changes");
      case OPTIMIZER_DROPPED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` makes `"
                  + slip.detail()
                  + "` and returns nothing: Lightning trains without an optimizer");
      default -> Optional.empty();
    };
  }
}
