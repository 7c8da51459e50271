package dev.tensorvet.rules.transformers;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about the trainer of Hugging Face, its models, tokenizers and adapters. */
public final class TransformersRules {

  private TransformersRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new HfBestModelStrategyMismatch(),
        new HfCollatorMissing(),
        new HfComputeMetricsShape(),
        new HfCustomTrainerLoss(),
        new HfFp16Bf16Both(),
        new HfGradientCheckpointingUseCache(),
        new HfLabelsNotMasked(),
        new HfLossWithoutOutputs(),
        new HfModelingConventions(),
        new HfNumLabelsMismatch(),
        new HfPeftOrder(),
        new HfRemoveUnusedColumns(),
        new HfTokenizerModelMismatch());
  }
}
