package dev.tensorvet.interp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A dict. Its keys are values that are equal if they are the same. */
final class DictValue implements PythonValue, Mutable {

  private final Optional<PythonValue> factory;
  private State state;

  /**
   * @param isOpen whether there may be other entries than these
   */
  private record State(SequencedMap<PythonValue, PythonValue> entries, boolean isOpen) {}

  DictValue() {
    this(new LinkedHashMap<>());
  }

  DictValue(SequencedMap<PythonValue, PythonValue> entries) {
    this(entries, Optional.empty());
  }

  private DictValue(SequencedMap<PythonValue, PythonValue> entries, Optional<PythonValue> factory) {
    this.factory = factory;
    this.state = new State(new LinkedHashMap<>(entries), false);
  }

  /**
   * An empty {@code defaultdict}.
   *
   * @param factory makes what it holds for a key that it is asked for
   */
  static DictValue filledBy(PythonValue factory) {
    return new DictValue(new LinkedHashMap<>(), Optional.of(factory));
  }

  /** What makes a value for a key that is not there; empty for any dict but a defaultdict. */
  Optional<PythonValue> factory() {
    return factory;
  }

  SequencedMap<PythonValue, PythonValue> entries() {
    return Collections.unmodifiableSequencedMap(state.entries());
  }

  /** Whether there may be entries that are not known. */
  boolean isOpen() {
    return state.isOpen();
  }

  Optional<PythonValue> get(PythonValue key) {
    return Optional.ofNullable(state.entries().get(key));
  }

  Optional<PythonValue> get(String key) {
    return get(new Text(key));
  }

  /** The change is to be announced to the {@link Branching} before, as for all that follow. */
  void put(PythonValue key, PythonValue value) {
    state.entries().put(key, value);
  }

  void remove(PythonValue key) {
    state.entries().remove(key);
  }

  void clear() {
    state.entries().clear();
  }

  /** From here on there may be entries that are not known. */
  void open() {
    state = new State(state.entries(), true);
  }

  @Override
  public Object state() {
    return new State(new LinkedHashMap<>(state.entries()), state.isOpen());
  }

  @Override
  public void restore(Object saved) {
    State other = (State) saved;
    state = new State(new LinkedHashMap<>(other.entries()), other.isOpen());
  }

  @Override
  public Object join(Object left, Object right, Joining values) {
    State one = (State) left;
    State other = (State) right;
    SequencedMap<PythonValue, PythonValue> joined = new LinkedHashMap<>();
    one.entries()
        .forEach(
            (key, value) ->
                joined.put(
                    key,
                    values.of(value, other.entries().getOrDefault(key, PythonValue.unknown()))));
    for (Map.Entry<PythonValue, PythonValue> entry : other.entries().entrySet()) {
      joined.computeIfAbsent(
          entry.getKey(), key -> values.of(PythonValue.unknown(), entry.getValue()));
    }
    boolean isOpen =
        one.isOpen() || other.isOpen() || !one.entries().keySet().equals(other.entries().keySet());
    return new State(joined, isOpen);
  }
}
