package dev.tensorvet.rules.lightning;

import dev.tensorvet.facts.LightningSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A network is saved as a hyperparameter. */
final class PlSaveHyperparametersModule implements Rule<LightningSlip> {

  private static final RuleId ID = new RuleId("pl-save-hyperparameters-module");

  @Override
  public Class<LightningSlip> subject() {
    return LightningSlip.class;
  }

  @Override
  public void check(LightningSlip slip, RuleContext context) {
    message(slip)
        .map(message -> SlipFinding.of(ID, slip, message, "the module is taken here"))
        .ifPresent(context::report);
  }

  private static Optional<String> message(LightningSlip slip) {
    return switch (slip.kind()) {
      case MODULE_SAVED ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is a module, and goes into each checkpoint twice, by its weights and as a pickled object: add `ignore=[\""
                  + slip.subject()
                  + "\"]`");
      default -> Optional.empty();
    };
  }
}
