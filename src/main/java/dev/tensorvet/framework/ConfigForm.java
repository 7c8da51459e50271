package dev.tensorvet.framework;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a library writes in a configuration that something is to be called.
 *
 * @param target the key of the dotted name
 * @param arguments the key of the arguments; empty where they stand beside the name
 * @param word what the code of a project holds that reads configurations so; empty where the key of
 *     the name says enough
 */
public record ConfigForm(String target, Optional<String> arguments, Optional<String> word) {

  /** Keys beside a target that are for Hydra itself, such as {@code _partial_}. */
  private static final Pattern OWN = Pattern.compile("_[a-z_]+_");

  private static final List<ConfigForm> ALL =
      List.of(
          // Hydra
          new ConfigForm("_target_", Optional.empty(), Optional.empty()),
          // torchtune
          new ConfigForm("_component_", Optional.empty(), Optional.empty()),
          // Lightning's command line, and all else that jsonargparse reads
          new ConfigForm("class_path", Optional.of("init_args"), Optional.empty()),
          // The programs that grew out of latent diffusion
          new ConfigForm("target", Optional.of("params"), Optional.of("instantiate_from_config")));

  /** All forms. */
  public static List<ConfigForm> all() {
    return ALL;
  }

  /** Whether a key beside the name is none of the call's. */
  public static boolean isOwn(String key) {
    return OWN.matcher(key).matches();
  }
}
