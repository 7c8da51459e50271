package dev.tensorvet.interp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A dict. Its keys are values that are equal if they are the same. */
final class DictValue implements AbstractValue, Mutable {

  private State state;

  /**
   * @param isOpen whether there may be other entries than these
   */
  private record State(SequencedMap<AbstractValue, AbstractValue> entries, boolean isOpen) {}

  DictValue() {
    this(new LinkedHashMap<>());
  }

  DictValue(SequencedMap<AbstractValue, AbstractValue> entries) {
    this.state = new State(new LinkedHashMap<>(entries), false);
  }

  SequencedMap<AbstractValue, AbstractValue> entries() {
    return Collections.unmodifiableSequencedMap(state.entries());
  }

  /** Whether there may be entries that are not known. */
  boolean isOpen() {
    return state.isOpen();
  }

  Optional<AbstractValue> get(AbstractValue key) {
    return Optional.ofNullable(state.entries().get(key));
  }

  Optional<AbstractValue> get(String key) {
    return get(new Text(key));
  }

  /** The change is to be announced to the {@link Branching} before, as for all that follow. */
  void put(AbstractValue key, AbstractValue value) {
    state.entries().put(key, value);
  }

  void remove(AbstractValue key) {
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
    SequencedMap<AbstractValue, AbstractValue> joined = new LinkedHashMap<>();
    one.entries()
        .forEach(
            (key, value) ->
                joined.put(
                    key,
                    values.of(value, other.entries().getOrDefault(key, AbstractValue.unknown()))));
    for (Map.Entry<AbstractValue, AbstractValue> entry : other.entries().entrySet()) {
      joined.putIfAbsent(entry.getKey(), AbstractValue.unknown());
    }
    boolean isOpen =
        one.isOpen() || other.isOpen() || !one.entries().keySet().equals(other.entries().keySet());
    return new State(joined, isOpen);
  }
}
