package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of a module, class, function, lambda or comprehension. Filled by the {@link Binder},
 * and never changed after that.
 */
public final class Scope {

  /** What a scope belongs to. */
  public enum Kind {
    MODULE,
    CLASS,
    FUNCTION,
    LAMBDA,
    COMPREHENSION,
    /** Between a generic function or class and the scope around it: holds {@code [T]}. */
    TYPE_PARAMETERS
  }

  private final Kind kind;
  private final SourceModule module;
  private final Node node;
  private final Optional<Scope> parent;
  private Optional<Entity> definition = Optional.empty();

  // A project has a hundred thousand scopes, most of them without any of these.
  private Set<String> globals = Set.of();
  private List<Stmt.ImportFrom> starImports = List.of();

  private Map<String, Binding> byName = new LinkedHashMap<>();

  /** In the order of the text, which the map forgets in the end. */
  private List<Binding> bindings = List.of();

  Scope(Kind kind, SourceModule module, Node node, Optional<Scope> parent) {
    this.kind = kind;
    this.module = module;
    this.node = node;
    this.parent = parent;
  }

  public Kind kind() {
    return kind;
  }

  public SourceModule module() {
    return module;
  }

  /** The module, class, function, lambda or comprehension. */
  public Node node() {
    return node;
  }

  /** The scope around it; a module has none. */
  public Optional<Scope> parent() {
    return parent;
  }

  /** The class, function or lambda that it is the inside of. */
  Optional<Entity> definition() {
    return definition;
  }

  /** All names, in the order of the text; those that only other scopes assign come last. */
  public List<Binding> bindings() {
    return bindings;
  }

  /** A name that this very scope binds. */
  public Optional<Binding> binding(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The binding that code of this scope means by a name; empty when no scope around binds it. */
  public Optional<Binding> visible(String name) {
    boolean isInner = false;
    Scope at = this;
    while (true) {
      if (at.globals.contains(name)) {
        return at.root().binding(name);
      }
      // Functions and comprehensions inside a class do not see the class's names.
      if (!(isInner && at.kind == Kind.CLASS)) {
        Binding found = at.byName.get(name);
        if (found != null) {
          return Optional.of(found);
        }
      }
      if (at.parent.isEmpty()) {
        return Optional.empty();
      }
      isInner |= at.kind != Kind.TYPE_PARAMETERS;
      at = at.parent.get();
    }
  }

  /** The module's scope. */
  Scope root() {
    Scope at = this;
    while (at.parent.isPresent()) {
      at = at.parent.get();
    }
    return at;
  }

  /** In the order of the text. */
  List<Stmt.ImportFrom> starImports() {
    return starImports;
  }

  @Override
  public String toString() {
    return kind + " of " + module;
  }

  // --- while it is filled

  void define(Entity inside) {
    definition = Optional.of(inside);
  }

  void bind(String name, BindingSite site) {
    byName.computeIfAbsent(name, n -> new Binding(n, this)).add(site);
  }

  boolean isGlobal(String name) {
    return globals.contains(name);
  }

  void addGlobal(String name) {
    globals = globals.isEmpty() ? new HashSet<>() : globals;
    globals.add(name);
  }

  void addStarImport(Stmt.ImportFrom from) {
    starImports = starImports.isEmpty() ? new ArrayList<>() : starImports;
    starImports.add(from);
  }

  void freeze() {
    bindings = List.copyOf(byName.values());
    bindings.forEach(Binding::freeze);
    byName = Map.copyOf(byName);
  }
}
