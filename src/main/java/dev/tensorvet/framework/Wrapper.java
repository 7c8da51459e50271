package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

  /** The devices on which a module is to be that is wrapped. */
  public static final Parameter DEVICES = new Parameter(1, "device_ids");

  /** What these call the module that they wrap, behind a dot or before one. */
  public static final String INNER = "module";

  private static final Pattern WRAPPED = Pattern.compile("\\." + INNER + "\\b|\\b" + INNER + "\\.");

  private static final Map<String, Wrapper> BY_NAME = new HashMap<>();

  static {
    for (Wrapper wrapper : values()) {
      for (String name : Framework.words(wrapper.names)) {
        BY_NAME.put(name, wrapper);
      }
    }
  }

  /** What a wrapper has beside what all modules have. */
  private static final Set<String> MEMBERS =
      Set.copyOf(
          Framework.words(
              """
              module device device_ids device_type dim output_device src_device_obj replicate scatter
              parallel_apply gather no_sync join join_hook join_device join_process_group
              register_comm_hook reducer logger process_group broadcast_buffers
              find_unused_parameters require_backward_grad_sync require_forward_param_sync
              will_sync_module_buffers static_graph gradient_as_bucket_view mixed_precision
              parameters_to_ignore bucket_bytes_cap enable_allreduce disable_allreduce
              delay_allreduce allreduce_params
              """));

  private final String names;

  /**
   * @param names the canonical names of the wrappers, apart by white space
   */
  Wrapper(String names) {
    this.names = names;
  }

  /** Whether it does not hand on questions for members that it has not. */
  public boolean hidesMembers() {
    return this == DATA_PARALLEL || this == DISTRIBUTED;
  }

  /** Whether something that hides the members of its module may have one of this name itself. */
  public static boolean hasMember(String name) {
    return name.startsWith("_") || MEMBERS.contains(name) || Torch.isModuleMember(name);
  }

  /** Whether a file may use one that {@link #hidesMembers hides members}. */
  public static boolean mayHideMembers(String code) {
    return code.contains("DataParallel");
  }

  /** Whether a file may speak of the module in a wrapper, or of the names that it gives. */
  public static boolean mayNameWrapped(String code) {
    return WRAPPED.matcher(code).find();
  }

  /** The canonical names of all wrappers. */
  static Set<String> names() {
    return BY_NAME.keySet();
  }

  /** Parts of the names by which code has gradients exchanged later than it computes them. */
  public static Set<String> postponing() {
    return Set.of("no_sync", "require_backward_grad_sync", "sync_gradients", "no_backward_sync");
  }

  /** Whether the parameters are other objects from then on. */
  public boolean replacesParameters() {
    return this == SHARDED;
  }

  /** Whether an argument of this name may let the parameters be what they were. */
  public static boolean keepsParameters(String argument) {
    return argument.equals("use_orig_params");
  }

  /** Whether a library function says what devices there are. */
  public static boolean asksMachine(String qualifiedName) {
    return qualifiedName.startsWith("torch.cuda.");
  }

  /** What a canonical library name wraps a module in, if that is what it does. */
  public static Optional<Wrapper> of(String qualifiedName) {
    return Optional.ofNullable(BY_NAME.get(qualifiedName));
  }
}
