package dev.tensorvet.reader.run;

import dev.tensorvet.facts.CrossEntropyInput;
import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.Fact;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.reader.query.Callers;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What reads the runs of programs, and of others that use their code. Safe for many threads. */
public final class ProgramReaders {

  private final DistantLosses losses;
  private final DistantPrograms programs;

  /** Readers that have run no program yet. */
  public ProgramReaders(
      Project project, Frameworks frameworks, Mentions mentions, Callers callers) {
    Relevance relevance = new Relevance(project.files());
    Programs all = new Programs(frameworks, relevance, new Flows(project.files()));
    this.losses = new DistantLosses(project, frameworks, all, relevance, mentions);
    this.programs = new DistantPrograms(project, all, relevance, mentions, callers);
  }

  /** Runs a file before it is asked for, in any thread. */
  public void foresee(SourceModule module) {
    programs.foresee(module);
  }

  /** What the runs of one file tell. Serves one thread. */
  public Runs of(SourceModule module) {
    return new Runs(module);
  }

  /** What the runs of one file tell, made when it is first asked for. */
  public final class Runs {
    private final SourceModule module;
    private Optional<RunFacts> own = Optional.empty();

    private Runs(SourceModule module) {
      this.module = module;
    }

    /** The facts of a kind, those that programs of other files tell of this one's code included. */
    public List<Fact> all(Class<? extends Fact> kind) {
      List<Fact> facts = new ArrayList<>(own().all(kind));
      if (kind == CrossEntropyInput.class) {
        facts.addAll(losses.of(module));
      } else if (kind == ModelTrace.class) {
        facts.addAll(programs.models(module));
      } else if (kind == DataPipeline.class) {
        facts.addAll(programs.pipelines(module));
      }
      return facts;
    }

    private RunFacts own() {
      RunFacts facts = own.orElseGet(() -> programs.runsOf(module));
      own = Optional.of(facts);
      return facts;
    }
  }
}
