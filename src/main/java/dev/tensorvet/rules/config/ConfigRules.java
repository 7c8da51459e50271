package dev.tensorvet.rules.config;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about what the configurations of a project say. */
public final class ConfigRules {

  private ConfigRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "accelerate-arguments-differ" -> new AccelerateArgumentsDiffer();
      case "accelerate-config-conflict" -> new AccelerateConfigConflict();
      case "command-option-unknown" -> new CommandOptionUnknown();
      case "config-absolute-path" -> new ConfigAbsolutePath();
      case "config-attribute-missing" -> new ConfigAttributeMissing();
      case "config-base-missing" -> new ConfigBaseMissing();
      case "config-classes-vs-dataset" -> new ConfigClassesVsDataset();
      case "config-duplicate-key" -> new ConfigDuplicateKey();
      case "config-inconsistent-schedule" -> new ConfigInconsistentSchedule();
      case "config-json-refused" -> new ConfigJsonRefused();
      case "config-key-missing" -> new ConfigKeyMissing();
      case "config-key-typo" -> new ConfigKeyTypo();
      case "config-key-undeclared" -> new ConfigKeyUndeclared();
      case "config-key-unused" -> new ConfigKeyUnused();
      case "config-precision-conflict" -> new ConfigPrecisionConflict();
      case "config-schedule-length" -> new ConfigScheduleLength();
      case "config-target-missing-key" -> new ConfigTargetMissingKey();
      case "config-target-unknown-key" -> new ConfigTargetUnknownKey();
      case "config-target-unresolved" -> new ConfigTargetUnresolved();
      case "config-value-out-of-range" -> new ConfigValueOutOfRange();
      case "config-value-refused" -> new ConfigValueRefused();
      case "config-value-type" -> new ConfigValueType();
      case "deepspeed-arguments-differ" -> new DeepspeedArgumentsDiffer();
      case "deepspeed-config-conflict" -> new DeepspeedConfigConflict();
      case "hydra-override-unknown" -> new HydraOverrideUnknown();
      case "requirements-incompatible-pins" -> new RequirementsIncompatiblePins();
      case "requirements-unpinned-torch" -> new RequirementsUnpinnedTorch();
      case "yaml-implicit-scalar" -> new YamlImplicitScalar();
      case "yaml-scientific-float-string" -> new YamlScientificFloatString();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
