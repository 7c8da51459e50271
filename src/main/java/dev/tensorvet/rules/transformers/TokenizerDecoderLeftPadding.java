package dev.tensorvet.rules.transformers;

import dev.tensorvet.facts.TrainerSlip;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** A model that only has a decoder writes on texts that are padded on the right. */
final class TokenizerDecoderLeftPadding implements Rule<TrainerSlip> {

  private static final RuleId ID = new RuleId("tokenizer-decoder-left-padding");

  @Override
  public Class<TrainerSlip> subject() {
    return TrainerSlip.class;
  }

  @Override
  public void check(TrainerSlip slip, RuleContext context) {
    if (slip.kind() == TrainerSlip.Kind.GENERATES_BEHIND_PADDING) {
      context.report(
          SlipFinding.of(
              ID,
              slip,
              "`"
                  + slip.subject()
                  + "` writes on behind the padding of its shorter texts: `"
                  + slip.detail()
                  + "` pads on the right, and `padding_side=\"left\"` is meant",
              "the texts are padded here"));
    }
  }
}
