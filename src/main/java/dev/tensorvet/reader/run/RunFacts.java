package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Fact;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The facts that the runs of a file tell, each kind read when it is first asked for: what no rule
 * asks costs nothing. Serves one thread.
 */
final class RunFacts {

  private final List<FinishedRun> runs;
  private final List<RunReader<?>> readers;
  private final Map<Class<?>, List<?>> known = new HashMap<>();

  RunFacts(List<FinishedRun> runs, List<RunReader<?>> readers) {
    this.runs = List.copyOf(runs);
    this.readers = readers;
  }

  /** The facts of a kind, each once, in the order of the runs. */
  public <F extends Fact> List<F> all(Class<F> kind) {
    List<?> facts = known.get(kind);
    if (facts == null) {
      facts = read(kind);
      known.put(kind, facts);
    }
    return facts.stream().map(kind::cast).toList();
  }

  private List<?> read(Class<?> kind) {
    Set<Fact> facts = new LinkedHashSet<>();
    for (RunReader<?> reader : readers) {
      if (reader.kind() == kind) {
        runs.forEach(run -> facts.addAll(reader.read(run)));
      }
    }
    return List.copyOf(facts);
  }
}
