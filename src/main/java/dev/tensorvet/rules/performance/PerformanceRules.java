package dev.tensorvet.rules.performance;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about what costs time or memory for nothing. */
public final class PerformanceRules {

  private PerformanceRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "cat-in-loop" -> new CatInLoop();
      case "checkpoint-use-reentrant" -> new CheckpointUseReentrant();
      case "compile-in-loop" -> new CompileInLoop();
      case "compile-result-discarded" -> new CompileResultDiscarded();
      case "dataloader-per-epoch-rebuild" -> new DataloaderPerEpochRebuild();
      case "deepcopy-model-per-iteration" -> new DeepcopyModelPerIteration();
      case "empty-cache-in-loop" -> new EmptyCacheInLoop();
      case "fused-not-requested" -> new FusedNotRequested();
      case "gpu-timing-without-sync" -> new GpuTimingWithoutSync();
      case "list-of-ndarray-to-tensor" -> new ListOfNdarrayToTensor();
      case "non-blocking-without-pin" -> new NonBlockingWithoutPin();
      case "num-workers-zero" -> new NumWorkersZero();
      case "python-loop-over-tensor" -> new PythonLoopOverTensor();
      case "redundant-to-call" -> new RedundantToCall();
      case "sync-in-hot-loop" -> new SyncInHotLoop();
      case "tensor-on-cpu-then-cuda" -> new TensorOnCpuThenCuda();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
