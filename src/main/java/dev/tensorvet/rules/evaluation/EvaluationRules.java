package dev.tensorvet.rules.evaluation;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about the evaluation of a model. */
public final class EvaluationRules {

  private EvaluationRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new AccuracyDividesByLoaderLen(),
        new AucOnHardLabels(),
        new EvalDropLast(),
        new EvalMissingEvalMode(),
        new EvalMissingNoGrad(),
        new EvalOnTrainLoader(),
        new MetricArgsSwapped(),
        new NoGradWithoutCall(),
        new SoftmaxAppliedForArgmax(),
        new ThresholdOnLogits(),
        new TrainModeInEvaluation(),
        new TrainUsesValTransform(),
        new TrainValShareTransformObject(),
        new ValLoaderShuffled(),
        new ValTransformRandom());
  }
}
