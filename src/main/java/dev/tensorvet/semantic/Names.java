package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Where in the text another scope begins or goes on, and from there on which. */
  private int[] turns = new int[16];

  private Scope[] turnedTo = new Scope[16];
  private int turnCount;

  private final List<Scope> scopes = new ArrayList<>();
  private final Map<Integer, Stmt.ImportFrom> imports = new HashMap<>();
  private final List<ClassEntity> classes = new ArrayList<>();
  private final List<FunctionEntity> functions = new ArrayList<>();

  Names(SourceModule owner) {
    module = new Scope(Scope.Kind.MODULE, owner, owner.tree().root(), Optional.empty());
    scopes.add(module);
  }

  /** The module's own scope. */
  Scope module() {
    return module;
  }

  /** The scope that a node is evaluated in. */
  Scope at(Node node) {
    // Alone in a call, a generator begins with its element, which is inside of it.
    if (node instanceof Expr.GeneratorExp) {
      return opened(node).flatMap(Scope::parent).orElseThrow();
    }
    int turn = Arrays.binarySearch(turns, 0, turnCount, node.start());
    return turnedTo[turn < 0 ? -turn - 2 : turn];
  }

  /** The scope that a node opens: what is inside of the node is evaluated in it. */
  Optional<Scope> opened(Node node) {
    return switch (node) {
      case Node.Module root -> Optional.of(module);
      case Stmt.FunctionDef def -> Optional.of(at(def.body().getFirst()));
      case Stmt.ClassDef def -> Optional.of(at(def.body().getFirst()));
      case Expr.Lambda lambda -> Optional.of(at(lambda.body()));
      case Expr.ListComp list -> Optional.of(at(list.element()));
      case Expr.SetComp set -> Optional.of(at(set.element()));
      case Expr.DictComp dict -> Optional.of(at(dict.key()));
      case Expr.GeneratorExp generator -> Optional.of(at(generator.element()));
      default -> Optional.empty();
    };
  }

  /** The class or function that a node defines. */
  Optional<Entity> definition(Node node) {
    return opened(node).flatMap(Scope::definition);
  }

  /** The {@code from} import that a name stands in; empty for one of a plain import. */
  Optional<Stmt.ImportFrom> importOf(Node.Alias alias) {
    return Optional.ofNullable(imports.get(alias.id()));
  }

  /** In the order of the text, outer ones first. */
  List<Scope> scopes() {
    return scopes.stream()
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

  /** Places a node; they come in the order of the text. */
  void place(Node node, Scope scope) {
    if (turnCount > 0 && turnedTo[turnCount - 1] == scope) {
      return;
    }
    while (turnCount > 0 && turns[turnCount - 1] >= node.start()) {
      turnCount--;
    }
    if (turnCount == turns.length) {
      turns = Arrays.copyOf(turns, 2 * turnCount);
      turnedTo = Arrays.copyOf(turnedTo, 2 * turnCount);
    }
    turns[turnCount] = node.start();
    turnedTo[turnCount++] = scope;
  }

  void open(Scope scope) {
    scopes.add(scope);
  }

  void define(ClassEntity type) {
    classes.add(type);
    type.scope().define(type);
  }

  void define(FunctionEntity function, Scope inner) {
    functions.add(function);
    inner.define(function);
  }

  void importFrom(Node.Alias alias, Stmt.ImportFrom from) {
    imports.put(alias.id(), from);
  }

  void forget() {
    scopes.forEach(scope -> scope.bindings().forEach(Binding::forget));
  }

  void freeze() {
    scopes.forEach(Scope::freeze);
    turns = Arrays.copyOf(turns, turnCount);
    turnedTo = Arrays.copyOf(turnedTo, turnCount);
  }
}
