package dev.tensorvet.interp;

import dev.tensorvet.graph.Frame;
import dev.tensorvet.semantic.ClassEntity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * An object of a class. One of a module keeps its parameters, buffers and children in dicts of
 * their own, as PyTorch's does.
 */
final class Instance implements PythonValue, Mutable {

  private final ClassEntity type;
  private final boolean isModule;
  private final Optional<Frame> made;
  private final DictValue parameters = new DictValue();
  private final DictValue buffers = new DictValue();
  private final DictValue children = new DictValue();
  private Map<String, PythonValue> attributes = new LinkedHashMap<>();
  private Optional<String> path = Optional.empty();

  /**
   * An object that is made now.
   *
   * @param made where the project's code makes it
   */
  Instance(ClassEntity type, boolean isModule, Optional<Frame> made) {
    this.type = type;
    this.isModule = isModule;
    this.made = made;
  }

  /** An object of the same class, made where this one was, which holds nothing yet. */
  Instance blank() {
    return new Instance(type, isModule, made);
  }

  ClassEntity type() {
    return type;
  }

  boolean isModule() {
    return isModule;
  }

  /** Where the project's code makes it. */
  Optional<Frame> made() {
    return made;
  }

  DictValue parameters() {
    return parameters;
  }

  DictValue buffers() {
    return buffers;
  }

  DictValue children() {
    return children;
  }

  Map<String, PythonValue> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  /** All that changes when something is done to the object. */
  List<Mutable> states() {
    return List.of(this, parameters, buffers, children);
  }

  /** What the object itself holds under a name, wherever it keeps it. */
  Optional<PythonValue> get(String name) {
    PythonValue plain = attributes.get(name);
    if (plain != null) {
      return Optional.of(plain);
    }
    return isModule
        ? parameters.get(name).or(() -> buffers.get(name)).or(() -> children.get(name))
        : Optional.empty();
  }

  /** A plain attribute. The change is to be announced to the {@link Branching} before. */
  void set(String name, PythonValue value) {
    attributes.put(name, value);
  }

  void remove(String name) {
    attributes.remove(name);
  }

  /** Its path in the model, once that is built; empty for the model itself. */
  Optional<String> path() {
    return path;
  }

  /** Its path in the model where it has one, or the name of its class. */
  String shownName() {
    return path.filter(own -> !own.isEmpty()).orElse(type.name());
  }

  /** Names it and all modules below it; one that two hold keeps its first name. */
  void name(String own) {
    if (path.isPresent()) {
      return;
    }
    path = Optional.of(own);
    String prefix = own.isEmpty() ? "" : own + ".";
    children
        .entries()
        .forEach(
            (key, child) -> {
              if (child instanceof Instance module && key instanceof Text name) {
                module.name(prefix + name.value());
              }
            });
  }

  /** The modules below it and itself, each once, itself first, in the order of the state. */
  List<Instance> modules() {
    SequencedSet<Instance> found = new LinkedHashSet<>();
    collect(found);
    return List.copyOf(found);
  }

  /** An instance is equal to itself alone. */
  private void collect(SequencedSet<Instance> found) {
    if (!found.add(this)) {
      return;
    }
    children
        .entries()
        .values()
        .forEach(
            child -> {
              if (child instanceof Instance module && module.isModule) {
                module.collect(found);
              }
            });
  }

  @Override
  public Object state() {
    return new LinkedHashMap<>(attributes);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void restore(Object saved) {
    attributes = new LinkedHashMap<>((Map<String, PythonValue>) saved);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Object join(Object left, Object right, Joining values) {
    return Environment.join(
        (Map<String, PythonValue>) left, (Map<String, PythonValue>) right, values);
  }
}
