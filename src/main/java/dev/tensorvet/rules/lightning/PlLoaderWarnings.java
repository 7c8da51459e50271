package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A loader that only evaluates shuffles. */
final class PlLoaderWarnings implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-loader-warnings");

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
      case EVALUATION_SHUFFLED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` shuffles what is only evaluated: results cannot be put beside their samples, and single batches cannot be compared from run to run");
      default -> Optional.empty();
    };
  }
}
