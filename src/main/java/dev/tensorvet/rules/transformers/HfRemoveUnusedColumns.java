package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A column is read that the trainer has taken away. */
final class HfRemoveUnusedColumns implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("hf-remove-unused-columns");

  @Override
  public Class<TrainerSlip> subject() {
    return TrainerSlip.class;
  }

  @Override
  public void check(TrainerSlip slip, RuleContext context) {
    message(slip).map(message -> SlipFinding.of(ID, slip, message, "")).ifPresent(context::report);
  }

  private static Optional<String> message(TrainerSlip slip) {
    return switch (slip.kind()) {
      case COLUMN_REMOVED ->
          Optional.of(
              "the trainer takes `"
                  + slip.subject()
                  + "` away before `"
                  + slip.detail()
                  + "` reads it, since no model takes it: set `remove_unused_columns=False`");
      default -> Optional.empty();
    };
  }
}
