package dev.tensorvet.reader;

import dev.tensorvet.facts.ConfigFact;
import dev.tensorvet.facts.Fact;
import dev.tensorvet.facts.FactBase;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.run.ProgramReaders;
import dev.tensorvet.semantic.SourceModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The facts of one file, each kind recognised when first asked for. Serves one thread. */
final class FileFacts implements FactBase {

  private final SourceModule module;
  private final Map<Class<?>, CodeReader<?>> readers;
  private final ProgramReaders.Runs runs;
  private final Map<Class<?>, List<?>> known = new HashMap<>();

  /**
   * @param readers what reads code, by the kind of its facts
   * @param runs of the file
   */
  FileFacts(SourceModule module, Map<Class<?>, CodeReader<?>> readers, ProgramReaders.Runs runs) {
    this.module = module;
    this.readers = readers;
    this.runs = runs;
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
        && !readers.containsKey(kind);
  }

  private List<? extends Fact> recognise(Class<? extends Fact> kind) {
    if (ConfigFact.class.isAssignableFrom(kind)) {
      return List.of();
    }
    CodeReader<?> reader = readers.get(kind);
    return reader != null ? reader.read(module) : runs.all(kind);
  }
}
