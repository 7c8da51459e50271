package dev.tensorvet.rules.keras;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about code for Keras and TensorFlow. */
public final class KerasRules {

  private KerasRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new KerasActivationMissing(),
        new KerasFitEndless(),
        new KerasFlattenMissing(),
        new KerasHiddenSoftmax(),
        new KerasInputNotScaled(),
        new KerasLossLabelMismatch(),
        new KerasMetricNotReset(),
        new KerasMissingSuperInit(),
        new KerasModelInLoop(),
        new KerasMonitorUnknown(),
        new KerasSoftmaxFromLogits(),
        new KerasTrainableAfterCompile(),
        new KerasTrainingFlagMissing(),
        new KerasValidationSplitOrdered(),
        new TfDatasetCacheAfterAugment(),
        new TfDatasetShuffleAfterBatch(),
        new TfDatasetShuffleBufferSmall(),
        new TfFunctionRetraced(),
        new TfFunctionSideEffect(),
        new TfTapeGradientTwice(),
        new TfTapeWithoutPath());
  }
}
