package dev.tensorvet.rules.distributed;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about training with several processes or devices. */
public final class DistributedRules {

  private DistributedRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new DataparallelAttributeAccess(),
        new DataparallelUsed(),
        new DdpForwardBypassed(),
        new DdpLoaderWithoutDistributedSampler(),
        new DdpNoSyncAccumulation(),
        new DistributedSamplerAndShuffleTrue(),
        new FsdpOptimizerBeforeWrap(),
        new IsendIrecvNotWaited(),
        new RankZeroOnlyCollective(),
        new SamplerSetEpochMissing(),
        new SaveOnAllRanks(),
        new SpawnLambda(),
        new SyncbnAfterDdp());
  }
}
