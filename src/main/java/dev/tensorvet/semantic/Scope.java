package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of a module, class, function, lambda or comprehension. */
public final class Scope {

  /** What a scope belongs to. */
  public enum Kind {
    MODULE,
    CLASS,
    FUNCTION,
    LAMBDA,
    COMPREHENSION
  }

  private final Kind kind;
  private final Node node;
  private final Map<String, Binding> bindings;

  Scope(Kind kind, Node node, Map<String, List<BindingSite>> sites) {
    this.kind = kind;
    this.node = node;
    Map<String, Binding> made = new LinkedHashMap<>();
    sites.forEach((name, all) -> made.put(name, new Binding(name, this, all)));
    this.bindings = Collections.unmodifiableMap(made);
  }

  public Kind kind() {
    return kind;
  }

  /** The module, class, function, lambda or comprehension. */
  public Node node() {
    return node;
  }

  /** All names, in the order of the text. */
  public Collection<Binding> bindings() {
    return bindings.values();
  }

  public Optional<Binding> binding(String name) {
    return Optional.ofNullable(bindings.get(name));
  }

  /** Collects the places that bind names. */
  static final class Builder {

    private final Map<String, List<BindingSite>> sites = new LinkedHashMap<>();

    void add(String name, BindingSite site) {
      sites.computeIfAbsent(name, n -> new ArrayList<>(1)).add(site);
    }

    void remove(String name) {
      sites.remove(name);
    }

    Scope build(Kind kind, Node node) {
      return new Scope(kind, node, sites);
    }
  }
}
