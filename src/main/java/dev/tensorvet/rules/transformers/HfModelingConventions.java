package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A model of one's own does not end its constructor as the library expects. */
final class HfModelingConventions implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("hf-modeling-conventions");

  @Override
  public Class<TrainerSlip> subject() {
    return TrainerSlip.class;
  }

  @Override
  public void check(TrainerSlip slip, RuleContext context) {
    message(slip)
        .map(message -> SlipFinding.of(ID, slip, message, "weights are initialised here"))
        .ifPresent(context::report);
  }

  private static Optional<String> message(TrainerSlip slip) {
    return switch (slip.kind()) {
      case WEIGHTS_NOT_INITIALISED ->
          Optional.of(
              "the constructor of `"
                  + slip.subject()
                  + "` does not call `self."
                  + slip.detail()
                  + "()`: its weights are not initialised as the library does, and none are tied");
      case LAYER_AFTER_INIT ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` is made after the constructor of `"
                  + slip.detail()
                  + "` has initialised its weights: call that last");
      default -> Optional.empty();
    };
  }
}
