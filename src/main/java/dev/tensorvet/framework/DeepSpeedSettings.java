package dev.tensorvet.framework;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of DeepSpeed that the trainer of Hugging Face wants to be as it is told itself. */
public final class DeepSpeedSettings {

  /** The argument of the trainer that names the file. */
  public static final String FILE = "deepspeed";

  private static final Map<String, List<String>> SETTINGS =
      new TreeMap<>(
          Map.of(
              "per_device_train_batch_size", List.of("train_micro_batch_size_per_gpu"),
              "gradient_accumulation_steps", List.of("gradient_accumulation_steps"),
              "max_grad_norm", List.of("gradient_clipping"),
              "learning_rate", List.of("optimizer", "params", "lr"),
              "adam_epsilon", List.of("optimizer", "params", "eps"),
              "weight_decay", List.of("optimizer", "params", "weight_decay"),
              "warmup_steps", List.of("scheduler", "params", "warmup_num_steps"),
              "fp16", List.of("fp16", "enabled"),
              "bf16", List.of("bf16", "enabled")));

  private DeepSpeedSettings() {}

  /** The keys that lead to a setting, by the trainer's arguments that it has to agree with. */
  public static Map<String, List<String>> all() {
    return SETTINGS;
  }
}
