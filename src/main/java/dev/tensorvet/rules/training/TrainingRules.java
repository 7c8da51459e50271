package dev.tensorvet.rules.training;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about the training loop. */
public final class TrainingRules {

  private TrainingRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new AmpBackwardInsideAutocast(),
        new AmpPlainStepWithScaler(),
        new AmpScalerMissingUpdate(),
        new AmpScalerWithBf16(),
        new AmpUnscaledBackward(),
        new BackwardInEvalMode(),
        new BestModelReferenceNotCopy(),
        new ClipAfterStep(),
        new ClipBeforeBackward(),
        new ClipBeforeUnscale(),
        new ClipDeprecatedNonunderscore(),
        new ClipEveryMicroStep(),
        new ClipGeneratorConsumed(),
        new ClosureMissingReturnLoss(),
        new ClosureRequired(),
        new DetachBreaksGraph(),
        new DoubleBackwardWithoutRetain(),
        new EmaUpdateTracksGrad(),
        new GanGeneratorNotDetached(),
        new GradAccumLastWindowDropped(),
        new GradAccumLossNotScaled(),
        new GradAccumOffByOne(),
        new GradAccumSchedulerPerMicrobatch(),
        new GradPenaltyNoCreateGraph(),
        new GradientClipValueZero(),
        new HardCodedHyperparameter(),
        new LoaderIterRecreated(),
        new LossAccumulatedWithGraph(),
        new LossDetachedBeforeBackward(),
        new LossTensorRewrapped(),
        new ManualLrNotApplied(),
        new MissingBackward(),
        new MissingDeviceTransfer(),
        new MissingGradientClipping(),
        new MissingOptimizerStep(),
        new MissingZeroGrad(),
        new ModelTrainModeMissingAfterEval(),
        new OptimizerGivenModule(),
        new OptimizerLrSuspicious(),
        new OptimizerMissingSubmodule(),
        new OptimizerModelMismatch(),
        new OptimizerOptionsConflict(),
        new OptimizerRecreatedInLoop(),
        new OptimizerStateNotRestored(),
        new ParamGroupLambdaLateBinding(),
        new PlateauModeMismatch(),
        new PlateauStepWithoutMetric(),
        new RetainGraphTrueNeedless(),
        new SchedulerBeforeOptimizerStep(),
        new SchedulerLrReadWrong(),
        new SchedulerNeverStepped(),
        new SchedulerStepGivenEpoch(),
        new SchedulerStepGranularity(),
        new SchedulerSteppedTwice(),
        new SchedulerTotalStepsMismatch(),
        new SchedulerWithoutOptimizerStep(),
        new SparseEmbeddingWrongOptimizer(),
        new StepBeforeBackward(),
        new TeacherForwardTracksGrad(),
        new UnscaleTwice(),
        new ZeroGradBetweenBackwardAndStep(),
        new ZeroGradInsideAccumWindow());
  }
}
