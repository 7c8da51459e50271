package dev.tensorvet.rules.training;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about the training loop. */
public final class TrainingRules {

  private TrainingRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new ClipAfterStep(),
        new ClipBeforeBackward(),
        new ClipBeforeUnscale(),
        new HardCodedHyperparameter(),
        new LossAccumulatedWithGraph(),
        new MissingBackward(),
        new MissingDeviceTransfer(),
        new MissingGradientClipping(),
        new MissingOptimizerStep(),
        new MissingZeroGrad(),
        new ModelTrainModeMissingAfterEval(),
        new StepBeforeBackward(),
        new ZeroGradBetweenBackwardAndStep());
  }
}
