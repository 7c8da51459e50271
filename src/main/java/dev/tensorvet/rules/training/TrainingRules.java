package dev.tensorvet.rules.training;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about the training loop. */
public final class TrainingRules {

  private TrainingRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "amp-autocast-wraps-only-loss" -> new AmpAutocastWrapsOnlyLoss();
      case "amp-backward-inside-autocast" -> new AmpBackwardInsideAutocast();
      case "amp-half-model" -> new AmpHalfModel();
      case "amp-plain-step-with-scaler" -> new AmpPlainStepWithScaler();
      case "amp-scaler-missing-update" -> new AmpScalerMissingUpdate();
      case "amp-scaler-with-bf16" -> new AmpScalerWithBf16();
      case "amp-unscaled-backward" -> new AmpUnscaledBackward();
      case "backward-create-graph-leak" -> new BackwardCreateGraphLeak();
      case "backward-in-eval-mode" -> new BackwardInEvalMode();
      case "batch-loop-variable-shadow" -> new BatchLoopVariableShadow();
      case "best-model-reference-not-copy" -> new BestModelReferenceNotCopy();
      case "clip-after-step" -> new ClipAfterStep();
      case "clip-before-backward" -> new ClipBeforeBackward();
      case "clip-before-unscale" -> new ClipBeforeUnscale();
      case "clip-deprecated-nonunderscore" -> new ClipDeprecatedNonunderscore();
      case "clip-every-micro-step" -> new ClipEveryMicroStep();
      case "clip-generator-consumed" -> new ClipGeneratorConsumed();
      case "clip-wrong-parameters" -> new ClipWrongParameters();
      case "closure-missing-return-loss" -> new ClosureMissingReturnLoss();
      case "closure-missing-zero-grad" -> new ClosureMissingZeroGrad();
      case "closure-required" -> new ClosureRequired();
      case "detach-breaks-graph" -> new DetachBreaksGraph();
      case "device-mismatch" -> new DeviceMismatch();
      case "double-backward-without-retain" -> new DoubleBackwardWithoutRetain();
      case "ema-decay-direction" -> new EmaDecayDirection();
      case "ema-misses-buffers" -> new EmaMissesBuffers();
      case "ema-update-tracks-grad" -> new EmaUpdateTracksGrad();
      case "except-oom-continue-without-cleanup" -> new ExceptOomContinueWithoutCleanup();
      case "fixed-model-gradients-computed" -> new FixedModelGradientsComputed();
      case "frozen-params-unfrozen-not-in-optimizer" -> new FrozenParamsUnfrozenNotInOptimizer();
      case "gan-generator-not-detached" -> new GanGeneratorNotDetached();
      case "grad-accum-last-window-dropped" -> new GradAccumLastWindowDropped();
      case "grad-accum-loss-not-scaled" -> new GradAccumLossNotScaled();
      case "grad-accum-off-by-one" -> new GradAccumOffByOne();
      case "grad-accum-scheduler-per-microbatch" -> new GradAccumSchedulerPerMicrobatch();
      case "grad-penalty-interpolates-not-leaf" -> new GradPenaltyInterpolatesNotLeaf();
      case "grad-penalty-no-create-graph" -> new GradPenaltyNoCreateGraph();
      case "gradient-clip-value-zero" -> new GradientClipValueZero();
      case "hard-coded-hyperparameter" -> new HardCodedHyperparameter();
      case "layerwise-lr-name-filter-empty" -> new LayerwiseLrNameFilterEmpty();
      case "loader-iter-recreated" -> new LoaderIterRecreated();
      case "loss-accumulated-with-graph" -> new LossAccumulatedWithGraph();
      case "loss-detached-before-backward" -> new LossDetachedBeforeBackward();
      case "loss-item-averaging-wrong" -> new LossItemAveragingWrong();
      case "loss-mean-divided-again" -> new LossMeanDividedAgain();
      case "loss-nan-guard-swallow" -> new LossNanGuardSwallow();
      case "loss-tensor-rewrapped" -> new LossTensorRewrapped();
      case "manual-lr-not-applied" -> new ManualLrNotApplied();
      case "missing-backward" -> new MissingBackward();
      case "missing-device-transfer" -> new MissingDeviceTransfer();
      case "missing-gradient-clipping" -> new MissingGradientClipping();
      case "missing-optimizer-step" -> new MissingOptimizerStep();
      case "missing-zero-grad" -> new MissingZeroGrad();
      case "model-train-mode-missing-after-eval" -> new ModelTrainModeMissingAfterEval();
      case "multiple-losses-separate-steps-stale" -> new MultipleLossesSeparateStepsStale();
      case "optimizer-duplicate-params" -> new OptimizerDuplicateParams();
      case "optimizer-given-module" -> new OptimizerGivenModule();
      case "optimizer-lr-suspicious" -> new OptimizerLrSuspicious();
      case "optimizer-missing-submodule" -> new OptimizerMissingSubmodule();
      case "optimizer-model-mismatch" -> new OptimizerModelMismatch();
      case "optimizer-options-conflict" -> new OptimizerOptionsConflict();
      case "optimizer-recreated-in-loop" -> new OptimizerRecreatedInLoop();
      case "optimizer-remade-after-restore" -> new OptimizerRemadeAfterRestore();
      case "optimizer-state-not-restored" -> new OptimizerStateNotRestored();
      case "param-group-lambda-late-binding" -> new ParamGroupLambdaLateBinding();
      case "plateau-mode-mismatch" -> new PlateauModeMismatch();
      case "plateau-step-without-metric" -> new PlateauStepWithoutMetric();
      case "retain-graph-true-needless" -> new RetainGraphTrueNeedless();
      case "scheduler-before-optimizer-step" -> new SchedulerBeforeOptimizerStep();
      case "scheduler-lr-read-wrong" -> new SchedulerLrReadWrong();
      case "scheduler-never-stepped" -> new SchedulerNeverStepped();
      case "scheduler-step-given-epoch" -> new SchedulerStepGivenEpoch();
      case "scheduler-step-granularity" -> new SchedulerStepGranularity();
      case "scheduler-stepped-twice" -> new SchedulerSteppedTwice();
      case "scheduler-total-steps-mismatch" -> new SchedulerTotalStepsMismatch();
      case "scheduler-without-optimizer-step" -> new SchedulerWithoutOptimizerStep();
      case "sparse-embedding-wrong-optimizer" -> new SparseEmbeddingWrongOptimizer();
      case "step-before-backward" -> new StepBeforeBackward();
      case "step-uses-gradients-of-other-loss" -> new StepUsesGradientsOfOtherLoss();
      case "target-network-never-updated" -> new TargetNetworkNeverUpdated();
      case "teacher-forward-tracks-grad" -> new TeacherForwardTracksGrad();
      case "trainer-argument-misspelt" -> new TrainerArgumentMisspelt();
      case "training-loop-dead-loss" -> new TrainingLoopDeadLoss();
      case "unscale-twice" -> new UnscaleTwice();
      case "zero-grad-between-backward-and-step" -> new ZeroGradBetweenBackwardAndStep();
      case "zero-grad-inside-accum-window" -> new ZeroGradInsideAccumWindow();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
