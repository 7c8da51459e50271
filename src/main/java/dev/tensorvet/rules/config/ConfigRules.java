package dev.tensorvet.rules.config;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;

/** The rules about what the configurations of a project say. */
public final class ConfigRules {

  private ConfigRules() {}

  /** The rule of a name, made anew. */
  public static Rule<?> of(RuleId rule) {
    return switch (rule.name()) {
      case "config-classes-vs-dataset" -> new ConfigClassesVsDataset();
      case "config-duplicate-key" -> new ConfigDuplicateKey();
      case "config-inconsistent-schedule" -> new ConfigInconsistentSchedule();
      case "config-key-missing" -> new ConfigKeyMissing();
      case "config-key-typo" -> new ConfigKeyTypo();
      case "config-key-unused" -> new ConfigKeyUnused();
      case "config-precision-conflict" -> new ConfigPrecisionConflict();
      case "config-target-unknown-key" -> new ConfigTargetUnknownKey();
      case "config-target-unresolved" -> new ConfigTargetUnresolved();
      case "config-value-out-of-range" -> new ConfigValueOutOfRange();
      case "yaml-scientific-float-string" -> new YamlScientificFloatString();
      default -> throw new IllegalArgumentException("no such rule: " + rule);
    };
  }
}
