package dev.tensorvet.framework;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What Accelerate is told by code, and by the file of settings that its launcher is given. */
public final class AccelerateSettings {

  /** The class that code tells it. */
  public static final String WORD = "Accelerator";

  /** The command that reads the file. */
  public static final List<String> LAUNCHER = List.of("accelerate", "launch");

  /** The option of the command that names the file. */
  public static final String FILE = "--config_file";

  /** The argument of FSDP's settings, and the setting that says that it is used. */
  public static final String PLUGIN = "fsdp_plugin";

  public static final String KIND = "distributed_type";
  public static final String FSDP = "FSDP";

  /** What the settings of FSDP are called in the file, by what the plugin calls them. */
  private static final Map<String, String> OF_PLUGIN =
      new TreeMap<>(
          Map.of(
              "sharding_strategy", "fsdp_sharding_strategy",
              "reshard_after_forward", "fsdp_reshard_after_forward",
              "cpu_offload", "fsdp_offload_params",
              "use_orig_params", "fsdp_use_orig_params",
              "activation_checkpointing", "fsdp_activation_checkpointing",
              "state_dict_type", "fsdp_state_dict_type",
              "sync_module_states", "fsdp_sync_module_states",
              "forward_prefetch", "fsdp_forward_prefetch",
              "backward_prefetch", "fsdp_backward_prefetch"));

  /** The words that a setting of FSDP takes; a number stands for one of them. */
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "fsdp_sharding_strategy",
          List.of("FULL_SHARD", "SHARD_GRAD_OP", "NO_SHARD", "HYBRID_SHARD", "HYBRID_SHARD_ZERO2"),
          "fsdp_auto_wrap_policy",
          List.of("TRANSFORMER_BASED_WRAP", "SIZE_BASED_WRAP", "NO_WRAP"),
          "fsdp_backward_prefetch",
          List.of("BACKWARD_PRE", "BACKWARD_POST", "NO_PREFETCH"),
          "fsdp_state_dict_type",
          List.of("FULL_STATE_DICT", "LOCAL_STATE_DICT", "SHARDED_STATE_DICT"));

  private AccelerateSettings() {}

  /** The words that a setting takes, where it takes no others. */
  public static List<String> words(String setting) {
    return WORDS.getOrDefault(setting, List.of());
  }

  /** Whether a class is told what the file says at its top. */
  public static boolean isAccelerator(String qualifiedName) {
    return qualifiedName.equals("accelerate.Accelerator");
  }

  /** Whether a class holds the settings of FSDP. */
  public static boolean isPlugin(String qualifiedName) {
    return qualifiedName.endsWith("FullyShardedDataParallelPlugin");
  }

  /** Where the file says what an argument says. */
  public static Optional<List<String>> setting(String qualifiedName, String argument) {
    if (isPlugin(qualifiedName)) {
      return Optional.ofNullable(OF_PLUGIN.get(argument)).map(key -> List.of("fsdp_config", key));
    }
    return argument.equals("mixed_precision") ? Optional.of(List.of(argument)) : Optional.empty();
  }
}
