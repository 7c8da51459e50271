package dev.tensorvet.rules.config;

import dev.tensorvet.rule.Rule;
import java.util.List;

/** The rules about what the configurations of a project say. */
public final class ConfigRules {

  private ConfigRules() {}

  public static List<Rule<?>> all() {
    return List.of(
        new AccelerateConfigConflict(),
        new ConfigAbsolutePath(),
        new ConfigClassesVsDataset(),
        new ConfigDuplicateKey(),
        new ConfigInconsistentSchedule(),
        new ConfigKeyMissing(),
        new ConfigKeyTypo(),
        new ConfigKeyUndeclared(),
        new ConfigKeyUnused(),
        new ConfigPrecisionConflict(),
        new ConfigTargetMissingKey(),
        new ConfigTargetUnknownKey(),
        new ConfigTargetUnresolved(),
        new ConfigValueOutOfRange(),
        new ConfigValueType(),
        new DeepspeedConfigConflict(),
        new RequirementsIncompatiblePins(),
        new RequirementsUnpinnedTorch(),
        new YamlImplicitScalar(),
        new YamlScientificFloatString());
  }
}
