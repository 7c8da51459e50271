package dev.tensorvet.facts;

import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts of one file, each kind recognised when first asked for. Serves one thread. */
final class FileFacts implements FactBase {

  /** What reads a file's code as it stands; a new kind of fact about code is one line here. */
  private static final List<CodeReader<?>> READERS =
      List.of(
          new ArgumentMismatches(),
          new BatchCounts(),
          new CodeLayouts(),
          new ContextUses(),
          new DeterminismConflicts(),
          new DeviceFallbacks(),
          new DocumentLoads(),
          new Extractions(),
          new FrozenNorms(),
          new IdleSwitches(),
          new JaxSlips(),
          new KeptMetrics(),
          new KerasSlips(),
          new LoopSlips(),
          new LossAverages(),
          new LossSlips(),
          new MetricCalls(),
          new MisspeltArguments(),
          new NameFilters(),
          new NotebookSlips(),
          new NumericSlips(),
          new ProcessSlips(),
          new RankedProbabilityReader(),
          new RefusedOperationsReader(),
          new RemoteCodes(),
          new RenamedCalls(),
          new ResumedTrainings(),
          new SeedUses(),
          new ShadowedCounters(),
          new StaleTargets(),
          new StateResults(),
          new UnfinishedTransfers(),
          new UnorderedIndices(),
          new ValueBranches(),
          new Wastes(),
          new WrappedAccesses());

  private final SourceModule module;
  private final DistantLosses distantLosses;
  private final DistantPrograms distantPrograms;
  private final List<CodeReader<?>> readers;
  private final Map<Class<?>, List<?>> known = new HashMap<>();
  private Optional<RunFacts> runs = Optional.empty();

  /**
   * @param readers those that look at more of the project than the file
   */
  FileFacts(
      SourceModule module,
      DistantLosses distantLosses,
      DistantPrograms distantPrograms,
      List<CodeReader<?>> readers) {
    this.module = module;
    this.distantLosses = distantLosses;
    this.distantPrograms = distantPrograms;
    this.readers = readers;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <F extends Fact> List<F> all(Class<F> kind) {
    List<?> facts = known.get(kind);
    if (facts == null) {
      facts = recognise(kind);
      known.put(kind, facts);
    }
    return (List<F>) facts;
  }

  @Override
  public boolean isOfRuns(Class<?> kind) {
    return Fact.class.isAssignableFrom(kind)
        && !ConfigFact.class.isAssignableFrom(kind)
        && reader(kind).isEmpty();
  }

  private Optional<CodeReader<?>> reader(Class<?> kind) {
    for (List<CodeReader<?>> some : List.of(READERS, readers)) {
      for (CodeReader<?> reader : some) {
        if (reader.kind() == kind) {
          return Optional.of(reader);
        }
      }
    }
    return Optional.empty();
  }

  private List<? extends Fact> recognise(Class<? extends Fact> kind) {
    if (ConfigFact.class.isAssignableFrom(kind)) {
      return List.of();
    }
    Optional<CodeReader<?>> reader = reader(kind);
    if (reader.isPresent()) {
      return reader.get().read(module);
    }
    List<Fact> facts = new ArrayList<>(runs().all(kind));
    if (kind == CrossEntropyInput.class) {
      facts.addAll(distantLosses.of(module));
    } else if (kind == ModelTrace.class) {
      facts.addAll(distantPrograms.models(module));
    } else if (kind == DataPipeline.class) {
      facts.addAll(distantPrograms.pipelines(module));
    }
    return facts;
  }

  private RunFacts runs() {
    if (runs.isEmpty()) {
      runs = Optional.of(distantPrograms.runsOf(module));
    }
    return runs.get();
  }
}
