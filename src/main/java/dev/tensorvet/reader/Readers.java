package dev.tensorvet.reader;

import dev.tensorvet.facts.FactBase;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.reader.code.CodeReaders;
import dev.tensorvet.reader.code.RetiredUses;
import dev.tensorvet.reader.config.ConfigReaders;
import dev.tensorvet.reader.java.JavaFacts;
import dev.tensorvet.reader.query.Callers;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.reader.run.ProgramReaders;
import dev.tensorvet.requirement.Requirements;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All readers, made once for a run. Safe for use by many threads. */
public final class Readers {

  private final Project project;
  private final ProgramReaders ofPrograms;
  private final ConfigReaders ofConfigs;

  /** By the kind of fact that each reads. */
  private final Map<Class<?>, CodeReader<?>> ofCode = new HashMap<>();

  /** Readers that know nothing of any file yet. */
  public Readers(Project project, Frameworks frameworks) {
    this.project = project;
    Mentions mentions = new Mentions(project);
    Callers callers = new Callers(project, mentions);
    Requirements requirements = new Requirements(project);
    RetiredUses retiredUses = new RetiredUses(project, frameworks, requirements);
    this.ofPrograms = new ProgramReaders(project, frameworks, mentions, callers);
    this.ofConfigs = new ConfigReaders(project, mentions, callers, retiredUses);
    Stream.of(
            CodeReaders.of(project, frameworks, mentions, requirements, retiredUses),
            ofConfigs.ofCode())
        .flatMap(List::stream)
        .forEach(reader -> ofCode.put(reader.kind(), reader));
  }

  /**
   * Finds out what a file of Python does when it runs, before {@link FactBase#isOfRuns facts} are
   * asked for that tell it; in any thread.
   */
  public void foresee(SourceModule module) {
    ofPrograms.foresee(module);
  }

  /** The facts of a file, each kind recognised when it is first asked for. */
  public FactBase of(SourceModule module) {
    if (module.parsed().foreign().isPresent()) {
      return new JavaFacts(project, module);
    }
    return module.file().language().isData()
        ? ofConfigs.of(module)
        : new FileFacts(module, ofCode, ofPrograms.of(module));
  }
}
