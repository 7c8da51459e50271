package dev.tensorvet.interp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The local names of a function that runs, or of a comprehension in it. */
final class Environment implements Mutable {

  private final Optional<Environment> around;
  private Map<String, PythonValue> names = new LinkedHashMap<>();

  Environment(Optional<Environment> around) {
    this.around = around;
  }

  /** A name of this scope or one around it. */
  Optional<PythonValue> find(String name) {
    return holder(name).map(holder -> holder.names.get(name));
  }

  /** The innermost scope that has a name. */
  Optional<Environment> holder(String name) {
    Environment at = this;
    while (true) {
      if (at.names.containsKey(name)) {
        return Optional.of(at);
      }
      if (at.around.isEmpty()) {
        return Optional.empty();
      }
      at = at.around.get();
    }
  }

  /** Its own names, as {@code locals()} gives them. */
  DictValue asDict() {
    DictValue dict = new DictValue();
    names.forEach((name, value) -> dict.put(new PythonValue.Text(name), value));
    return dict;
  }

  /** The change is to be announced to the {@link Branching} before. */
  void set(String name, PythonValue value) {
    names.put(name, value);
  }

  void remove(String name) {
    names.remove(name);
  }

  @Override
  public Object state() {
    return new LinkedHashMap<>(names);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void restore(Object saved) {
    names = new LinkedHashMap<>((Map<String, PythonValue>) saved);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Object join(Object left, Object right, Joining values) {
    return join((Map<String, PythonValue>) left, (Map<String, PythonValue>) right, values);
  }

  /** A name that only one side gives a value has an unknown one. */
  static Map<String, PythonValue> join(
      Map<String, PythonValue> left, Map<String, PythonValue> right, Joining values) {
    Map<String, PythonValue> joined = new LinkedHashMap<>();
    left.forEach(
        (name, value) -> {
          PythonValue other = right.get(name);
          joined.put(name, other == null ? PythonValue.unknown() : values.of(value, other));
        });
    right.keySet().forEach(name -> joined.putIfAbsent(name, PythonValue.unknown()));
    return joined;
  }
}
