package dev.tensorvet.facts;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.semantic.SourceModule;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The programs of a project, each run once: for the file that it starts in, and for the files whose
 * code it passes. Safe for use by many threads.
 */
final class Programs {

  private final Frameworks frameworks;
  private final Relevance relevance;
  private final Map<SourceModule, RunFacts> known = new ConcurrentHashMap<>();

  Programs(Frameworks frameworks, Relevance relevance) {
    this.frameworks = frameworks;
    this.relevance = relevance;
  }

  /** What the runs that start in a file tell. */
  RunFacts of(SourceModule module) {
    RunFacts facts = known.get(module);
    if (facts == null) {
      // Two threads may run one program at a time; both learn the same.
      facts = TrainingRecognizer.recognise(module, frameworks, relevance);
      known.put(module, facts);
    }
    return facts;
  }
}
