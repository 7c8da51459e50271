package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.requirement.Requirements;
import dev.tensorvet.semantic.Project;
import java.util.List;

/** What reads a file's code as it stands. */
public final class CodeReaders {

  private CodeReaders() {}

  /** All of them, for one run; a new kind of fact about code is one line here. */
  public static List<CodeReader<?>> of(
      Project project,
      Frameworks frameworks,
      Mentions mentions,
      Requirements requirements,
      RetiredUses retiredUses) {
    return List.of(
        new ArgumentMismatches(),
        new BatchCounts(),
        new CheckpointLoads(requirements),
        new CodeLayouts(),
        new ContextUses(),
        new CustomLosses(project, mentions, requirements),
        new DataSlips(mentions),
        new DeterminismConflicts(),
        new DeviceFallbacks(),
        new DocumentLoads(),
        new DtypeSlips(mentions),
        new Extractions(),
        new FrozenNorms(),
        new IdleSwitches(),
        new JaxSlips(),
        new KeptMetrics(),
        new KerasSlips(),
        new LayerSlips(mentions),
        new LeafWrites(new GraphSwitches(project, mentions)),
        new LightningSlips(project, frameworks, mentions, requirements),
        new LoopSlips(),
        new LossAverages(),
        new LossSlips(),
        new MetricCalls(),
        new MissingSettings(project, mentions),
        new MisspeltArguments(),
        new ModelClasses(project, frameworks, mentions),
        new ModuleSlips(mentions),
        new NameFilters(),
        new NotebookSlips(),
        new NumericSlips(),
        new OptimizerSlips(mentions),
        new ProcessSlips(),
        new RankedProbabilityReader(),
        new RefusedOperationsReader(),
        new RemoteCodes(),
        new RenamedCalls(),
        new ResumedTrainings(),
        retiredUses,
        new SeedUses(),
        new ShadowedCounters(),
        new StaleTargets(),
        new StateResults(),
        new StateSlips(mentions),
        new StructureSlips(frameworks, mentions),
        new TrainerSlips(frameworks, mentions, requirements),
        new UnfinishedTransfers(),
        new UnorderedIndices(),
        new ValueBranches(),
        new Wastes(),
        new WeightSlips(mentions),
        new WrappedAccesses());
  }
}
