package dev.tensorvet.rules.data;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about how data comes to a model. */
public final class DataRules {

  private DataRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "augment-label-desync" -> new AugmentLabelDesync();
      case "batch-size-tail-zip-loaders" -> new BatchSizeTailZipLoaders();
      case "cuda-tensor-in-worker" -> new CudaTensorInWorker();
      case "dataset-download-in-ddp" -> new DatasetDownloadInDdp();
      case "dataset-len-mismatch" -> new DatasetLenMismatch();
      case "dataset-missing-len-or-getitem" -> new DatasetMissingLenOrGetitem();
      case "dataset-opens-handle-in-init" -> new DatasetOpensHandleInInit();
      case "dataset-swallow-exception-none" -> new DatasetSwallowExceptionNone();
      case "double-scaling" -> new DoubleScaling();
      case "hwc-not-transposed" -> new HwcNotTransposed();
      case "image-bgr-rgb" -> new ImageBgrRgb();
      case "input-not-float" -> new InputNotFloat();
      case "iterable-no-worker-split" -> new IterableNoWorkerSplit();
      case "loader-options-conflict" -> new LoaderOptionsConflict();
      case "mask-bilinear-interpolation" -> new MaskBilinearInterpolation();
      case "missing-augmentation" -> new MissingAugmentation();
      case "missing-normalization" -> new MissingNormalization();
      case "non-blocking-d2h-race" -> new NonBlockingD2hRace();
      case "normalize-channel-mismatch" -> new NormalizeChannelMismatch();
      case "normalize-stats-wrong-range" -> new NormalizeStatsWrongRange();
      case "numpy-random-in-dataset" -> new NumpyRandomInDataset();
      case "seed-in-getitem" -> new SeedInGetitem();
      case "split-leak-fit-before-split" -> new SplitLeakFitBeforeSplit();
      case "split-overlap" -> new SplitOverlap();
      case "split-results-swapped" -> new SplitResultsSwapped();
      case "totensor-after-normalize" -> new TotensorAfterNormalize();
      case "train-eval-normalize-differ" -> new TrainEvalNormalizeDiffer();
      case "train-loader-not-shuffled" -> new TrainLoaderNotShuffled();
      case "weighted-sampler-misuse" -> new WeightedSamplerMisuse();
      case "worker-init-same-seed" -> new WorkerInitSameSeed();
      case "worker-lambda-unpicklable" -> new WorkerLambdaUnpicklable();
      case "worker-options-without-workers" -> new WorkerOptionsWithoutWorkers();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
