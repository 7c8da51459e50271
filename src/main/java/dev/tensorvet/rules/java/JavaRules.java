package dev.tensorvet.rules.java;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about Java code that trains and runs models: DJL and DL4J. */
public final class JavaRules {

  private JavaRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "djl-batch-not-closed" -> new DjlBatchNotClosed();
      case "djl-block-training-flag-ignored" -> new DjlBlockTrainingFlagIgnored();
      case "djl-child-block-not-registered" -> new DjlChildBlockNotRegistered();
      case "djl-completablefuture-allof-not-joined" -> new DjlCompletablefutureAllofNotJoined();
      case "djl-device-gpu-hardcoded" -> new DjlDeviceGpuHardcoded();
      case "djl-engine-not-on-classpath" -> new DjlEngineNotOnClasspath();
      case "djl-evaluate-with-forward" -> new DjlEvaluateWithForward();
      case "djl-forward-outside-collector" -> new DjlForwardOutsideCollector();
      case "djl-gradient-collector-not-closed" -> new DjlGradientCollectorNotClosed();
      case "djl-image-transform-order" -> new DjlImageTransformOrder();
      case "djl-initialize-child-blocks-missing" -> new DjlInitializeChildBlocksMissing();
      case "djl-inplace-op-with-gradient" -> new DjlInplaceOpWithGradient();
      case "djl-logits-with-fromlogit-false" -> new DjlLogitsWithFromlogitFalse();
      case "djl-ndarray-leak-in-loop" -> new DjlNdarrayLeakInLoop();
      case "djl-ndarray-used-after-manager-close" -> new DjlNdarrayUsedAfterManagerClose();
      case "djl-ndmanager-not-closed" -> new DjlNdmanagerNotClosed();
      case "djl-op-unsupported-on-engine" -> new DjlOpUnsupportedOnEngine();
      case "djl-optimizer-unsupported-on-engine" -> new DjlOptimizerUnsupportedOnEngine();
      case "djl-predictor-model-trainer-not-closed" -> new DjlPredictorModelTrainerNotClosed();
      case "djl-predictor-shared-across-threads" -> new DjlPredictorSharedAcrossThreads();
      case "djl-set-sampling-missing" -> new DjlSetSamplingMissing();
      case "djl-sigmoid-bce-from-sigmoid" -> new DjlSigmoidBceFromSigmoid();
      case "djl-sigmoid-before-default-bce" -> new DjlSigmoidBeforeDefaultBce();
      case "djl-softmax-before-softmax-ce" -> new DjlSoftmaxBeforeSoftmaxCe();
      case "djl-split-shares-augmentation" -> new DjlSplitSharesAugmentation();
      case "djl-step-missing" -> new DjlStepMissing();
      case "djl-step-without-backward" -> new DjlStepWithoutBackward();
      case "djl-train-sampling-not-random" -> new DjlTrainSamplingNotRandom();
      case "dl4j-init-missing" -> new Dl4jInitMissing();
      case "dl4j-inplace-confusion" -> new Dl4jInplaceConfusion();
      case "dl4j-iterator-not-reset" -> new Dl4jIteratorNotReset();
      case "dl4j-nin-nout-mismatch" -> new Dl4jNinNoutMismatch();
      case "dl4j-normalizer-fit-on-test" -> new Dl4jNormalizerFitOnTest();
      case "dl4j-output-layer-loss-activation" -> new Dl4jOutputLayerLossActivation();
      case "dl4j-removed-builder-method" -> new Dl4jRemovedBuilderMethod();
      case "dl4j-rnn-state-not-cleared" -> new Dl4jRnnStateNotCleared();
      case "dl4j-save-updater-false" -> new Dl4jSaveUpdaterFalse();
      case "dl4j-seed-missing" -> new Dl4jSeedMissing();
      case "dl4j-workspace-scope-leak" -> new Dl4jWorkspaceScopeLeak();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
