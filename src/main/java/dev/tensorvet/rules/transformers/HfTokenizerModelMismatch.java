package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;

/** A tokenizer gives tokens that the model has no rows for, or other ones. */
final class HfTokenizerModelMismatch implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("hf-tokenizer-model-mismatch");

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
      case TOKENS_WITHOUT_ROWS ->
          Optional.of(
              "`"
                  + slip.subject()
                  + "` adds tokens, and nothing calls `"
                  + slip.detail()
                  + "`: the model has no embedding for them");
      case OTHER_TOKENIZER ->
          Optional.of(
              "the tokens of `"
                  + slip.subject()
                  + "` are not those that `"
                  + slip.detail()
                  + "` was trained with");
      default -> Optional.empty();
    };
  }
}
