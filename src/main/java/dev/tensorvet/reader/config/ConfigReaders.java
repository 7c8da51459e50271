package dev.tensorvet.reader.config;

import dev.tensorvet.facts.FactBase;
import dev.tensorvet.reader.code.RetiredUses;
import dev.tensorvet.reader.query.Callers;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import java.util.List;

/** What reads configurations, and the code that loads them. Safe for use by many threads. */
public final class ConfigReaders {

  private final ConfigCalls calls;
  private final ConfigTargets targets;
  private final ConfigNumbers numbers;
  private final ConfigScalars scalars;
  private final ConfigReadings readings;
  private final ConfigMisfits misfits;
  private final ConfigBases bases;
  private final ConfigRefusals refusals;
  private final ConfigSchedules schedules;
  private final JsonExtensions extensions;
  private final LightningMonitors monitors;
  private final RetiredUses retiredUses;
  private final List<CodeReader<?>> ofCode;

  /**
   * @param retiredUses which a configuration may have as well as code
   */
  public ConfigReaders(
      Project project, Mentions mentions, Callers callers, RetiredUses retiredUses) {
    HydraConfigs hydra = new HydraConfigs(project, mentions);
    StartCommands commands = new StartCommands(project);
    ConfigLoads loads = new ConfigLoads(project, mentions, callers);
    this.calls = new ConfigCalls(project);
    this.targets = new ConfigTargets(project, mentions);
    this.numbers = new ConfigNumbers(loads, callers);
    this.scalars = new ConfigScalars(loads, callers);
    this.readings = new ConfigReadings(project, loads, hydra, mentions, callers);
    this.misfits =
        new ConfigMisfits(
            new YacsDefaults(project, mentions),
            new FieldSchemas(project, mentions),
            new PydanticSchemas(project, mentions),
            new StoreSchemas(project, hydra),
            mentions);
    this.bases = new ConfigBases(project.files());
    this.refusals = new ConfigRefusals(loads, callers);
    this.schedules = new ConfigSchedules(loads, callers);
    this.extensions = new JsonExtensions(loads);
    this.monitors = new LightningMonitors(project, mentions, targets);
    this.retiredUses = retiredUses;
    this.ofCode =
        List.of(
            bases,
            new HydraOverrides(hydra, commands),
            new LaunchMismatches(commands),
            new RefusedSettings(loads, refusals),
            new UnknownOptions(commands));
  }

  /** Those that read code which loads a configuration, or a command that sets one. */
  public List<CodeReader<?>> ofCode() {
    return ofCode;
  }

  /** The facts of a configuration, each kind recognised when it is first asked for. */
  public FactBase of(SourceModule config) {
    return new ConfigFacts(
        config,
        calls,
        targets,
        numbers,
        scalars,
        readings,
        misfits,
        bases,
        refusals,
        schedules,
        extensions,
        monitors,
        retiredUses);
  }
}
