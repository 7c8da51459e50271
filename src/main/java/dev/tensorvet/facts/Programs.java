package dev.tensorvet.facts;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.workspace.Ledger;
import dev.tensorvet.workspace.Memo;

/**
 * The programs of a project, each run once: for the file that it starts in, and for the files whose
 * code it passes. Safe for use by many threads.
 */
final class Programs {

  private final Frameworks frameworks;
  private final Relevance relevance;
  private final Memo<SourceModule, RunFacts> known;

  /**
   * @param ledger of the project's files
   */
  Programs(Frameworks frameworks, Relevance relevance, Ledger ledger) {
    this.frameworks = frameworks;
    this.relevance = relevance;
    this.known = new Memo<>(ledger);
  }

  /** What the runs that start in a file tell. */
  RunFacts of(SourceModule module) {
    return known.getOnce(
        module, program -> TrainingRecognizer.recognise(program, frameworks, relevance));
  }
}
