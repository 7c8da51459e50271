package dev.tensorvet.rules.java;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about Java code that trains and runs models: DJL and DL4J. */
public final class JavaRules {

  private JavaRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new DjlBatchNotClosed(),
        new DjlBlockTrainingFlagIgnored(),
        new DjlChildBlockNotRegistered(),
        new DjlCompletablefutureAllofNotJoined(),
        new DjlEvaluateWithForward(),
        new DjlForwardOutsideCollector(),
        new DjlGradientCollectorNotClosed(),
        new DjlImageTransformOrder(),
        new DjlInitializeChildBlocksMissing(),
        new DjlLogitsWithFromlogitFalse(),
        new DjlNdarrayLeakInLoop(),
        new DjlNdarrayUsedAfterManagerClose(),
        new DjlNdmanagerNotClosed(),
        new DjlOpUnsupportedOnEngine(),
        new DjlOptimizerUnsupportedOnEngine(),
        new DjlPredictorModelTrainerNotClosed(),
        new DjlPredictorSharedAcrossThreads(),
        new DjlSetSamplingMissing(),
        new DjlSigmoidBceFromSigmoid(),
        new DjlSigmoidBeforeDefaultBce(),
        new DjlSoftmaxBeforeSoftmaxCe(),
        new DjlStepMissing(),
        new DjlStepWithoutBackward(),
        new DjlTrainSamplingNotRandom(),
        new Dl4jInitMissing(),
        new Dl4jInplaceConfusion(),
        new Dl4jIteratorNotReset(),
        new Dl4jNinNoutMismatch(),
        new Dl4jNormalizerFitOnTest(),
        new Dl4jOutputLayerLossActivation(),
        new Dl4jRemovedBuilderMethod(),
        new Dl4jRnnStateNotCleared(),
        new Dl4jSaveUpdaterFalse(),
        new Dl4jSeedMissing(),
        new Dl4jWorkspaceScopeLeak());
  }
}
