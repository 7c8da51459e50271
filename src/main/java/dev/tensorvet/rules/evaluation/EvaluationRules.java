package dev.tensorvet.rules.evaluation;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about the evaluation of a model. */
public final class EvaluationRules {

  private EvaluationRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "accuracy-divides-by-loader-len" -> new AccuracyDividesByLoaderLen();
      case "auc-on-hard-labels" -> new AucOnHardLabels();
      case "binary-round-sigmoid-mismatch" -> new BinaryRoundSigmoidMismatch();
      case "eval-drop-last" -> new EvalDropLast();
      case "eval-missing-eval-mode" -> new EvalMissingEvalMode();
      case "eval-missing-no-grad" -> new EvalMissingNoGrad();
      case "eval-on-train-loader" -> new EvalOnTrainLoader();
      case "generate-without-eval" -> new GenerateWithoutEval();
      case "inference-mode-tensor-reused-in-train" -> new InferenceModeTensorReusedInTrain();
      case "metric-args-swapped" -> new MetricArgsSwapped();
      case "metric-not-module-attribute" -> new MetricNotModuleAttribute();
      case "metric-state-not-reset" -> new MetricStateNotReset();
      case "no-grad-without-call" -> new NoGradWithoutCall();
      case "optimizer-step-in-eval" -> new OptimizerStepInEval();
      case "softmax-applied-for-argmax" -> new SoftmaxAppliedForArgmax();
      case "test-set-model-selection" -> new TestSetModelSelection();
      case "threshold-on-logits" -> new ThresholdOnLogits();
      case "train-mode-in-evaluation" -> new TrainModeInEvaluation();
      case "train-uses-val-transform" -> new TrainUsesValTransform();
      case "train-val-share-transform-object" -> new TrainValShareTransformObject();
      case "val-loader-shuffled" -> new ValLoaderShuffled();
      case "val-transform-random" -> new ValTransformRandom();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
