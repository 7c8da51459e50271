package dev.tensorvet.reader.config;

import dev.tensorvet.facts.RefusedSetting;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import java.util.List;

/** Finds where the code around a file hands on what its configurations should not say. */
final class RefusedSettings implements CodeReader<RefusedSetting> {

  private final ConfigLoads loads;
  private final ConfigRefusals refusals;

  RefusedSettings(ConfigLoads loads, ConfigRefusals refusals) {
    this.loads = loads;
    this.refusals = refusals;
  }

  @Override
  public Class<RefusedSetting> kind() {
    return RefusedSetting.class;
  }

  @Override
  public List<RefusedSetting> read(SourceModule module) {
    return loads.named(module).stream()
        .flatMap(config -> refusals.in(config).stream())
        .map(refusal -> new RefusedSetting(refusal.read()))
        .toList();
  }
}
