package dev.tensorvet.reader.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What names stand for in a run that takes several ways. Every change is remembered, so that going
 * back to where ways part, and joining what they changed, costs what the changes are and not what
 * is known in all.
 *
 * @param <K> the names
 */
final class Bindings<K> {

  /**
   * What one way changed: the new values, empty for a name that stands for nothing any more. In the
   * order in which the names were first changed.
   */
  record Way<K>(Map<K, Optional<Term>> values) {}

  private record Change<K>(K name, Optional<Term> before) {}

  private final Map<K, Term> values = new HashMap<>();
  private final List<Change<K>> changes = new ArrayList<>();

  Optional<Term> get(K name) {
    return Optional.ofNullable(values.get(name));
  }

  void put(K name, Term value) {
    changes.add(new Change<>(name, Optional.ofNullable(values.put(name, value))));
  }

  void remove(K name) {
    Term before = values.remove(name);
    if (before != null) {
      changes.add(new Change<>(name, Optional.of(before)));
    }
  }

  /** A point to come back to; those before it stay valid, those after it until it is gone to. */
  int mark() {
    return changes.size();
  }

  /** What was changed since a mark. */
  Way<K> since(int mark) {
    if (mark == changes.size()) {
      return new Way<>(Map.of());
    }
    Map<K, Optional<Term>> changed = new LinkedHashMap<>();
    for (Change<K> change : changes.subList(mark, changes.size())) {
      changed.computeIfAbsent(change.name(), this::get);
    }
    return new Way<>(changed);
  }

  /** Takes back all changes since a mark, and tells what they were. */
  Way<K> undo(int mark) {
    Way<K> way = since(mark);
    List<Change<K>> undone = changes.subList(mark, changes.size());
    for (Change<K> change : undone.reversed()) {
      change
          .before()
          .ifPresentOrElse(
              value -> values.put(change.name(), value), () -> values.remove(change.name()));
    }
    undone.clear();
    return way;
  }

  /**
   * Goes on from where several ways that begin here meet. A name that only some of them bind has
   * their value wherever it can be read.
   *
   * @param merge one value for several different ones
   */
  void join(List<Way<K>> ways, Function<List<Term>, Term> merge) {
    Set<K> names = new LinkedHashSet<>();
    for (Way<K> way : ways) {
      names.addAll(way.values().keySet());
    }
    for (K name : names) {
      Optional<Term> here = get(name);
      Set<Term> there = new LinkedHashSet<>();
      for (Way<K> way : ways) {
        way.values().getOrDefault(name, here).ifPresent(there::add);
      }
      switch (there.size()) {
        case 0 -> remove(name);
        case 1 -> put(name, there.iterator().next());
        default -> put(name, merge.apply(List.copyOf(there)));
      }
    }
  }
}
