package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a module is given to so that several devices or processes work on it. */
public enum Wrapper {
  /** Threads of one process, each with a copy of the module. */
  DATA_PARALLEL("torch.nn.DataParallel"),
  /** Processes, each with the whole module, that add up their gradients. */
  DISTRIBUTED("torch.nn.parallel.DistributedDataParallel apex.parallel.DistributedDataParallel"),
  /** Processes, each with a part of the parameters: those before it are others. */
  SHARDED(
      """
      torch.distributed.fsdp.FullyShardedDataParallel torch.distributed.fsdp.fully_shard
      torch.distributed._composable.fsdp.fully_shard fairscale.nn.FullyShardedDataParallel
      """),
  /** The statistics of batch normalisation are those of all processes. */
  SYNCHRONISED_NORM(
      "torch.nn.SyncBatchNorm.convert_sync_batchnorm apex.parallel.convert_syncbn_model");

  private static final Map<String, Wrapper> BY_NAME = new HashMap<>();

  static {
    for (Wrapper wrapper : values()) {
      for (String name : Framework.words(wrapper.names)) {
        BY_NAME.put(name, wrapper);
      }
    }
  }

  private final String names;

  /**
   * @param names the canonical names of the wrappers, apart by white space
   */
  Wrapper(String names) {
    this.names = names;
  }

  /** Whether the parameters are other objects from then on. */
  public boolean replacesParameters() {
    return this == SHARDED;
  }

  /** Whether an argument of this name may let the parameters be what they were. */
  public static boolean keepsParameters(String argument) {
    return argument.equals("use_orig_params");
  }

  /** What a canonical library name wraps a module in, if that is what it does. */
  public static Optional<Wrapper> of(String qualifiedName) {
    return Optional.ofNullable(BY_NAME.get(qualifiedName));
  }
}
