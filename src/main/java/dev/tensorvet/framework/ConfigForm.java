package dev.tensorvet.framework;

import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** What code holds that calls what configurations name. */
  public static final List<String> CALLERS =
      List.of("instantiate", "LightningCLI", "instantiate_from_config");

  /** Words of programs that make what configurations name. */
  public static final List<String> PROGRAMS =
      List.of(ConfigReaders.HYDRA, "LightningCLI", "instantiate_from_config");

  /** The names of folders that hold configurations. */
  public static final Pattern FOLDERS =
      Pattern.compile("(?i).*(conf|cfg|hydra|recipe|experiment).*");

  private static final Set<String> INSTANTIATORS =
      Set.of("instantiate", "instantiate_from_config", "call");

  /** Keys that say that a call gets more than the keys beside it, now or later. */
  private static final Set<String> OPEN = Set.of("_partial_", "_args_");

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

  /** Whether what stands in a call is called as well, if it has this form: the reader does it. */
  public boolean isDeep() {
    return word.isEmpty();
  }

  /** Whether a function makes the call that a configuration says. */
  public static boolean instantiates(String function) {
    return INSTANTIATORS.contains(function);
  }

  /** Whether a key says that more arguments come from elsewhere. */
  public static boolean isOpen(String key) {
    return OPEN.contains(key);
  }

  /** Whether a key beside the name is none of the call's. */
  public static boolean isOwn(String key) {
    return OWN.matcher(key).matches();
  }

  /**
   * A mapping of a configuration whose keys are the parameters of a library's class, which it does
   * not name.
   *
   * @param type the class
   * @param words one of these stands in the code of a project that reads it so
   * @param key what the mapping stands under; empty where it is the whole file
   * @param mark a key that such a mapping has, where its place does not say enough
   */
  public record Section(
      String type, List<String> words, Optional<String> key, Optional<String> mark) {}

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "transformers.TrainingArguments",
              List.of("HfArgumentParser", "TrlParser"),
              Optional.empty(),
              Optional.of("per_device_train_batch_size")),
          new Section(
              "lightning.Trainer",
              List.of("LightningCLI"),
              Optional.of("trainer"),
              Optional.empty()));

  /** All such mappings. */
  public static List<Section> sections() {
    return SECTIONS;
  }
}
