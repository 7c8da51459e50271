package dev.tensorvet.rules.performance;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about what costs time or memory for nothing. */
public final class PerformanceRules {

  private PerformanceRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new CatInLoop(),
        new CheckpointUseReentrant(),
        new CompileInLoop(),
        new CompileResultDiscarded(),
        new DataloaderPerEpochRebuild(),
        new DeepcopyModelPerIteration(),
        new EmptyCacheInLoop(),
        new ListOfNdarrayToTensor(),
        new SyncInHotLoop(),
        new TensorOnCpuThenCuda());
  }
}
