package dev.tensorvet.rules.distributed;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about training with several processes or devices. */
public final class DistributedRules {

  private DistributedRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "all-gather-into-one-tensor" -> new AllGatherIntoOneTensor();
      case "all-reduce-result-lost" -> new AllReduceResultLost();
      case "barrier-missing-before-read" -> new BarrierMissingBeforeRead();
      case "cuda-unguarded" -> new CudaUnguarded();
      case "dataparallel-attribute-access" -> new DataparallelAttributeAccess();
      case "dataparallel-used" -> new DataparallelUsed();
      case "ddp-before-to-device" -> new DdpBeforeToDevice();
      case "ddp-eval-not-reduced" -> new DdpEvalNotReduced();
      case "ddp-forward-bypassed" -> new DdpForwardBypassed();
      case "ddp-loader-without-distributed-sampler" -> new DdpLoaderWithoutDistributedSampler();
      case "ddp-no-sync-accumulation" -> new DdpNoSyncAccumulation();
      case "distributed-sampler-and-shuffle-true" -> new DistributedSamplerAndShuffleTrue();
      case "fsdp-optimizer-before-wrap" -> new FsdpOptimizerBeforeWrap();
      case "isend-irecv-not-waited" -> new IsendIrecvNotWaited();
      case "nccl-on-cpu" -> new NcclOnCpu();
      case "object-collectives-pickle" -> new ObjectCollectivesPickle();
      case "processes-share-device" -> new ProcessesShareDevice();
      case "rank-zero-only-collective" -> new RankZeroOnlyCollective();
      case "sampler-set-epoch-missing" -> new SamplerSetEpochMissing();
      case "save-on-all-ranks" -> new SaveOnAllRanks();
      case "spawn-arguments-mismatch" -> new SpawnArgumentsMismatch();
      case "spawn-lambda" -> new SpawnLambda();
      case "spawn-without-main-guard" -> new SpawnWithoutMainGuard();
      case "syncbn-after-ddp" -> new SyncbnAfterDdp();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
