package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A value is watched that no module logs. */
final class PlMonitorNeverLogged implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-monitor-never-logged");

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
      case NEVER_LOGGED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is watched and never logged"
                  + (slip.detail().isEmpty() ? "" : ": what is logged is `" + slip.detail() + "`"));
      default -> Optional.empty();
    };
  }
}
