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

  private AccelerateSettings() {}

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
