package dev.tensorvet.facts;

import dev.tensorvet.facts.java.JavaFacts;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.requirement.Requirements;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import java.util.List;

/** All recognisers, made once for a run. Safe for use by many threads. */
public final class Facts {

  private final Project project;
  private final Programs programs;
  private final DistantLosses distantLosses;
  private final DistantPrograms distantPrograms;
  private final RetiredUses retiredUses;
  private final List<CodeReader<?>> readers;
  private final ConfigCalls configCalls;
  private final ConfigTargets configTargets;
  private final ConfigNumbers configNumbers;
  private final ConfigScalars configScalars;
  private final ConfigReadings configReadings;
  private final ConfigMisfits configMisfits;
  private final ConfigBases configBases;
  private final ConfigRefusals configRefusals;
  private final ConfigSchedules configSchedules;
  private final JsonExtensions jsonExtensions;
  private final LightningMonitors configMonitors;

  public Facts(Project project, Frameworks frameworks) {
    this.project = project;
    Mentions mentions = new Mentions(project);
    Relevance relevance = new Relevance(project.files());
    this.programs = new Programs(frameworks, relevance, new Flows(project.files()));
    this.distantLosses = new DistantLosses(project, frameworks, programs, relevance, mentions);
    Callers callers = new Callers(project, mentions);
    this.distantPrograms = new DistantPrograms(project, programs, relevance, mentions, callers);
    Requirements requirements = new Requirements(project);
    this.retiredUses = new RetiredUses(project, frameworks, requirements);
    HydraConfigs hydra = new HydraConfigs(project, mentions);
    StartCommands commands = new StartCommands(project);
    ConfigBases bases = new ConfigBases(project.files());
    this.configBases = bases;
    ConfigLoads loads = new ConfigLoads(project, mentions, callers);
    this.configRefusals = new ConfigRefusals(loads, callers);
    this.readers =
        List.of(
            new CheckpointLoads(requirements),
            bases,
            new CustomLosses(project, mentions, requirements),
            new DataSlips(mentions),
            new DtypeSlips(mentions),
            new HydraOverrides(hydra, commands),
            new LaunchMismatches(commands),
            new LayerSlips(mentions),
            new LeafWrites(new GraphSwitches(project, mentions)),
            new LightningSlips(project, frameworks, mentions, requirements),
            new MissingSettings(project, mentions),
            new ModelClasses(project, frameworks, mentions),
            new ModuleSlips(mentions),
            new OptimizerSlips(mentions),
            new RefusedSettings(loads, configRefusals),
            retiredUses,
            new StateSlips(mentions),
            new StructureSlips(frameworks, mentions),
            new TrainerSlips(frameworks, mentions, requirements),
            new UnknownOptions(commands),
            new WeightSlips(mentions));
    this.configCalls = new ConfigCalls(project);
    this.configTargets = new ConfigTargets(project, mentions);
    this.configMonitors = new LightningMonitors(project, mentions, configTargets);
    this.jsonExtensions = new JsonExtensions(loads);
    this.configNumbers = new ConfigNumbers(loads, callers);
    this.configSchedules = new ConfigSchedules(loads, callers);
    this.configScalars = new ConfigScalars(loads, callers);
    this.configReadings = new ConfigReadings(project, loads, hydra, mentions, callers);
    this.configMisfits =
        new ConfigMisfits(
            new YacsDefaults(project, mentions),
            new FieldSchemas(project, mentions),
            new PydanticSchemas(project, mentions),
            new StoreSchemas(project, hydra),
            mentions);
  }

  /**
   * Finds out what a file of Python does when it runs, before {@link FactBase#isOfRuns facts} are
   * asked for that tell it; in any thread.
   */
  public void foresee(SourceModule module) {
    distantPrograms.foresee(module);
  }

  /** The facts of a file, each kind recognised when it is first asked for. */
  public FactBase of(SourceModule module) {
    if (module.parsed().foreign().isPresent()) {
      return new JavaFacts(project, module);
    }
    return module.file().language().isData()
        ? new ConfigFacts(
            module,
            configCalls,
            configTargets,
            configNumbers,
            configScalars,
            configReadings,
            configMisfits,
            configBases,
            configRefusals,
            configSchedules,
            jsonExtensions,
            configMonitors,
            retiredUses)
        : new FileFacts(module, distantLosses, distantPrograms, readers);
  }
}
