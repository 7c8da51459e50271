package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the text of one file says about its names. The {@link Binder} fills it in one walk, and
 * nothing of it depends on another file.
 */
final class Names {

  private final Scope module;
  private final Scope[] at;
  private final Map<Integer, Scope> opened = new HashMap<>();
  private final Map<Integer, Entity> definitions = new HashMap<>();
  private final Map<Integer, Stmt.ImportFrom> imports = new HashMap<>();
  private final List<ClassEntity> classes = new ArrayList<>();
  private final List<FunctionEntity> functions = new ArrayList<>();

  Names(SourceModule owner) {
    module = new Scope(Scope.Kind.MODULE, owner, owner.tree().root(), Optional.empty());
    at = new Scope[owner.tree().size()];
    opened.put(owner.tree().root().id(), module);
  }

  /** The module's own scope. */
  Scope module() {
    return module;
  }

  /** The scope that a node is evaluated in. */
  Scope at(Node node) {
    return at[node.id()];
  }

  /** The scope that a node opens. */
  Optional<Scope> opened(Node node) {
    return Optional.ofNullable(opened.get(node.id()));
  }

  /** The class or function that a node defines. */
  Optional<Entity> definition(Node node) {
    return Optional.ofNullable(definitions.get(node.id()));
  }

  /** The {@code from} import that a name stands in; empty for one of a plain import. */
  Optional<Stmt.ImportFrom> importOf(Node.Alias alias) {
    return Optional.ofNullable(imports.get(alias.id()));
  }

  /** In the order of the text, outer ones first. */
  List<Scope> scopes() {
    return opened.values().stream()
        .sorted(
            Comparator.comparing((Scope s) -> s.node().start())
                .thenComparing(s -> s.node().end(), Comparator.reverseOrder()))
        .toList();
  }

  List<ClassEntity> classes() {
    return Collections.unmodifiableList(classes);
  }

  List<FunctionEntity> functions() {
    return Collections.unmodifiableList(functions);
  }

  // --- while it is filled

  void place(Node node, Scope scope) {
    at[node.id()] = scope;
  }

  void open(Scope scope) {
    opened.put(scope.node().id(), scope);
  }

  void define(ClassEntity type) {
    classes.add(type);
    definitions.put(type.node().id(), type);
  }

  void define(FunctionEntity function) {
    functions.add(function);
    definitions.put(function.node().id(), function);
  }

  void importFrom(Node.Alias alias, Stmt.ImportFrom from) {
    imports.put(alias.id(), from);
  }

  void freeze() {
    opened.values().forEach(Scope::freeze);
  }
}
