package dev.tensorvet.rules.data;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about how data comes to a model. */
public final class DataRules {

  private DataRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new AugmentLabelDesync(),
        new CudaTensorInWorker(),
        new DatasetMissingLenOrGetitem(),
        new DatasetOpensHandleInInit(),
        new DoubleScaling(),
        new ImageBgrRgb(),
        new InputNotFloat(),
        new IterableNoWorkerSplit(),
        new LoaderOptionsConflict(),
        new MaskBilinearInterpolation(),
        new MissingAugmentation(),
        new MissingNormalization(),
        new NonBlockingD2hRace(),
        new NormalizeChannelMismatch(),
        new NormalizeStatsWrongRange(),
        new NumpyRandomInDataset(),
        new SeedInGetitem(),
        new SplitLeakFitBeforeSplit(),
        new SplitResultsSwapped(),
        new TotensorAfterNormalize(),
        new TrainEvalNormalizeDiffer(),
        new TrainLoaderNotShuffled(),
        new WeightedSamplerMisuse(),
        new WorkerInitSameSeed(),
        new WorkerOptionsWithoutWorkers());
  }
}
