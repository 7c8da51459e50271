package dev.tensorvet.rules.transformers;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about the trainer of Hugging Face, its models, tokenizers and adapters. */
public final class TransformersRules {

  private TransformersRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "hf-best-model-strategy-mismatch" -> new HfBestModelStrategyMismatch();
      case "hf-collator-missing" -> new HfCollatorMissing();
      case "hf-compute-metrics-shape" -> new HfComputeMetricsShape();
      case "hf-custom-trainer-loss" -> new HfCustomTrainerLoss();
      case "hf-fp16-bf16-both" -> new HfFp16Bf16Both();
      case "hf-gradient-checkpointing-use-cache" -> new HfGradientCheckpointingUseCache();
      case "hf-labels-not-masked" -> new HfLabelsNotMasked();
      case "hf-loss-without-outputs" -> new HfLossWithoutOutputs();
      case "hf-modeling-conventions" -> new HfModelingConventions();
      case "hf-num-labels-mismatch" -> new HfNumLabelsMismatch();
      case "hf-peft-order" -> new HfPeftOrder();
      case "hf-remove-unused-columns" -> new HfRemoveUnusedColumns();
      case "hf-tokenizer-model-mismatch" -> new HfTokenizerModelMismatch();
      case "tokenizer-decoder-left-padding" -> new TokenizerDecoderLeftPadding();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
