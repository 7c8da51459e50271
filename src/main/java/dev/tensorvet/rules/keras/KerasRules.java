package dev.tensorvet.rules.keras;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about code for Keras and TensorFlow. */
public final class KerasRules {

  private KerasRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "keras-activation-missing" -> new KerasActivationMissing();
      case "keras-fit-endless" -> new KerasFitEndless();
      case "keras-flatten-missing" -> new KerasFlattenMissing();
      case "keras-hidden-softmax" -> new KerasHiddenSoftmax();
      case "keras-input-not-scaled" -> new KerasInputNotScaled();
      case "keras-loss-label-mismatch" -> new KerasLossLabelMismatch();
      case "keras-metric-not-reset" -> new KerasMetricNotReset();
      case "keras-missing-super-init" -> new KerasMissingSuperInit();
      case "keras-model-in-loop" -> new KerasModelInLoop();
      case "keras-monitor-unknown" -> new KerasMonitorUnknown();
      case "keras-softmax-from-logits" -> new KerasSoftmaxFromLogits();
      case "keras-trainable-after-compile" -> new KerasTrainableAfterCompile();
      case "keras-training-flag-missing" -> new KerasTrainingFlagMissing();
      case "keras-validation-split-ordered" -> new KerasValidationSplitOrdered();
      case "tf-dataset-cache-after-augment" -> new TfDatasetCacheAfterAugment();
      case "tf-dataset-shuffle-after-batch" -> new TfDatasetShuffleAfterBatch();
      case "tf-dataset-shuffle-buffer-small" -> new TfDatasetShuffleBufferSmall();
      case "tf-function-retraced" -> new TfFunctionRetraced();
      case "tf-function-side-effect" -> new TfFunctionSideEffect();
      case "tf-tape-gradient-twice" -> new TfTapeGradientTwice();
      case "tf-tape-without-path" -> new TfTapeWithoutPath();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
