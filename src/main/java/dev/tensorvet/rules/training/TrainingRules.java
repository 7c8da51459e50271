package dev.tensorvet.rules.training;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about the training loop. */
public final class TrainingRules {

  private TrainingRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new BestModelReferenceNotCopy(),
        new ClipAfterStep(),
        new ClipBeforeBackward(),
        new ClipBeforeUnscale(),
        new ClipGeneratorConsumed(),
        new DoubleBackwardWithoutRetain(),
        new EmaUpdateTracksGrad(),
        new GradPenaltyNoCreateGraph(),
        new LoaderIterRecreated(),
        new LossAccumulatedWithGraph(),
        new LossDetachedBeforeBackward(),
        new LossTensorRewrapped(),
        new MissingBackward(),
        new MissingOptimizerStep(),
        new MissingZeroGrad(),
        new ModelTrainModeMissingAfterEval(),
        new OptimizerRecreatedInLoop(),
        new RetainGraphTrueNeedless(),
        new StepBeforeBackward(),
        new ZeroGradBetweenBackwardAndStep());
  }
}
