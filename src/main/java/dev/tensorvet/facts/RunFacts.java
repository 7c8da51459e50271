package dev.tensorvet.facts;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The facts of each kind that the runs of a file tell. */
record RunFacts(Map<Class<?>, Set<Fact>> byKind) {

  <F extends Fact> List<F> all(Class<F> kind) {
    return byKind.getOrDefault(kind, Set.of()).stream().map(kind::cast).toList();
  }
}
