package dev.tensorvet.semantic;

import dev.tensorvet.semantic.BindingSite.Kind;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Pattern;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the scopes of a file and the names that they bind, by <a
 * href="https://docs.python.org/3/reference/executionmodel.html#naming-and-binding">Python's
 * rules</a>, in one walk with a stack of its own: no depth of the tree is too deep.
 */
final class Binder {

  /** A node that is still to be seen, and the scope that it is evaluated in. */
  private record Pending(Node node, Scope scope) {}

  /** An assignment to a name that its scope declares nonlocal. */
  private record Outward(Scope scope, String name, BindingSite site) {}

  private final SourceModule module;
  private final Names names;
  private final ArrayDeque<Pending> stack = new ArrayDeque<>();
  private final ArrayDeque<Pending> next = new ArrayDeque<>();
  private final Map<Scope, List<String>> nonlocals = new HashMap<>();
  private final List<Outward> outward = new ArrayList<>();

  private Binder(SourceModule module) {
    this.module = module;
    this.names = new Names(module);
  }

  static Names bind(SourceModule module) {
    return new Binder(module).walk();
  }

  private Names walk() {
    stack.push(new Pending(module.tree().root(), names.module()));
    while (!stack.isEmpty()) {
      Pending pending = stack.pop();
      names.place(pending.node(), pending.scope());
      visit(pending.node(), pending.scope());
      while (!next.isEmpty()) {
        stack.push(next.pop());
      }
    }
    outward.forEach(Binder::bindOutward);
    names.freeze();
    return names;
  }

  /** Leaves a node for later; those of one visit are seen in the order in which they are left. */
  private void later(Node node, Scope scope) {
    next.push(new Pending(node, scope));
  }

  private void later(List<? extends Node> nodes, Scope scope) {
    nodes.forEach(node -> later(node, scope));
  }

  private void visit(Node node, Scope scope) {
    switch (node) {
      case Stmt.FunctionDef def -> function(def, scope);
      case Stmt.ClassDef def -> type(def, scope);
      case Expr.Lambda lambda -> lambda(lambda, scope);
      case Expr.ListComp c -> comprehension(c, List.of(c.element()), c.generators(), scope);
      case Expr.SetComp c -> comprehension(c, List.of(c.element()), c.generators(), scope);
      case Expr.DictComp c -> comprehension(c, List.of(c.key(), c.value()), c.generators(), scope);
      case Expr.GeneratorExp c -> comprehension(c, List.of(c.element()), c.generators(), scope);
      default -> {
        switch (node) {
          case Stmt statement -> statement(statement, scope);
          case Pattern pattern -> pattern(pattern, scope);
          case Node.WithItem item ->
              item.target().ifPresent(t -> targets(t, item, Kind.WITH, scope));
          case Node.ExceptHandler handler ->
              handler.name().ifPresent(name -> bind(name, handler, Kind.EXCEPT, scope));
          case Expr.NamedExpr named -> walrus(named, scope);
          default -> {}
        }
        node.forEachChild(child -> later(child, scope));
      }
    }
  }

  // --- what opens a scope

  private Scope open(Scope.Kind kind, Node node, Scope around) {
    Scope scope = new Scope(kind, module, node, Optional.of(around));
    names.open(scope);
    return scope;
  }

  private void function(Stmt.FunctionDef def, Scope scope) {
    bind(def.name(), def, Kind.FUNCTION, scope);
    later(def.decorators(), scope);
    Scope around = typeParameters(def.typeParameters(), scope);
    Scope inner = open(Scope.Kind.FUNCTION, def, around);
    parameters(def.parameters(), inner);
    later(def.parameters(), around);
    def.returns().ifPresent(type -> later(type, around));
    later(def.body(), inner);
    define(def, scope);
  }

  private void lambda(Expr.Lambda lambda, Scope scope) {
    Scope inner = open(Scope.Kind.LAMBDA, lambda, scope);
    parameters(lambda.parameters(), inner);
    later(lambda.parameters(), scope);
    later(lambda.body(), inner);
    define(lambda, scope);
  }

  private void define(Node node, Scope scope) {
    Optional<ClassEntity> owner =
        node instanceof Stmt.FunctionDef && scope.kind() == Scope.Kind.CLASS
            ? names.definition(scope.node()).map(type -> (ClassEntity) type)
            : Optional.empty();
    String name = node instanceof Stmt.FunctionDef def ? def.name() : "<lambda>";
    FunctionEntity function = new FunctionEntity(module, node, name, prefix(scope) + name, owner);
    names.define(function);
    owner.ifPresent(type -> type.addMethod(function));
  }

  private void type(Stmt.ClassDef def, Scope scope) {
    bind(def.name(), def, Kind.CLASS, scope);
    later(def.decorators(), scope);
    Scope around = typeParameters(def.typeParameters(), scope);
    Scope inner = open(Scope.Kind.CLASS, def, around);
    later(def.bases(), around);
    later(def.keywords(), around);
    later(def.body(), inner);
    names.define(new ClassEntity(module, def, prefix(scope) + def.name(), inner));
  }

  /** What stands before the name of a definition in its qualified name. */
  private String prefix(Scope scope) {
    Scope at = scope;
    while (at.kind() == Scope.Kind.COMPREHENSION || at.kind() == Scope.Kind.TYPE_PARAMETERS) {
      at = at.parent().orElseThrow();
    }
    Optional<Entity> around = names.definition(at.node());
    if (around.isPresent() && around.get() instanceof FunctionEntity function) {
      return function.qualifiedName() + ".<locals>.";
    }
    return around.isPresent() && around.get() instanceof ClassEntity type
        ? type.qualifiedName() + "."
        : module.name() + ".";
  }

  private Scope typeParameters(List<Node.TypeParameter> parameters, Scope scope) {
    if (parameters.isEmpty()) {
      return scope;
    }
    Scope inner = open(Scope.Kind.TYPE_PARAMETERS, parameters.getFirst(), scope);
    for (Node.TypeParameter parameter : parameters) {
      bind(parameter.name(), parameter, Kind.PARAMETER, inner);
      later(parameter, inner);
    }
    return inner;
  }

  private void parameters(Node.Parameters parameters, Scope inner) {
    parameters.all().forEach(p -> bind(p.name(), p, Kind.PARAMETER, inner));
  }

  /** The first iterable is evaluated outside. */
  private void comprehension(
      Node node, List<Expr> elements, List<Node.Comprehension> generators, Scope scope) {
    Scope inner = open(Scope.Kind.COMPREHENSION, node, scope);
    later(elements, inner);
    Scope iterableScope = scope;
    for (Node.Comprehension generator : generators) {
      names.place(generator, inner);
      targets(generator.target(), generator, Kind.LOOP, inner);
      later(generator.target(), inner);
      later(generator.iterable(), iterableScope);
      later(generator.conditions(), inner);
      iterableScope = inner;
    }
  }

  // --- what binds

  private void statement(Stmt statement, Scope scope) {
    switch (statement) {
      case Stmt.Assign s -> s.targets().forEach(t -> assign(t, s, s.value(), scope));
      case Stmt.AnnAssign s -> {
        if (s.value().isPresent()) {
          assign(s.target(), s, s.value().get(), scope);
        } else {
          targets(s.target(), s, Kind.ANNOTATION, scope);
        }
      }
      case Stmt.AugAssign s -> targets(s.target(), s, Kind.AUGMENTED, scope);
      case Stmt.For s -> targets(s.target(), s, Kind.LOOP, scope);
      case Stmt.Delete s -> s.targets().forEach(t -> targets(t, s, Kind.DELETE, scope));
      case Stmt.TypeAlias s -> bind(s.name().name(), s, Kind.TYPE_ALIAS, scope);
      case Stmt.Import s -> s.names().forEach(alias -> imported(alias, scope));
      case Stmt.ImportFrom s -> s.names().forEach(alias -> imported(s, alias, scope));
      case Stmt.Global s -> {
        if (scope != names.module()) {
          s.names().forEach(scope::addGlobal);
        }
      }
      case Stmt.Nonlocal s ->
          nonlocals.computeIfAbsent(scope, key -> new ArrayList<>()).addAll(s.names());
      case Stmt.FunctionDef s -> {}
      case Stmt.ClassDef s -> {}
      case Stmt.While s -> {}
      case Stmt.If s -> {}
      case Stmt.With s -> {}
      case Stmt.Try s -> {}
      case Stmt.Match s -> {}
      case Stmt.ExprStmt s -> {}
      case Stmt.Return s -> {}
      case Stmt.Raise s -> {}
      case Stmt.Assert s -> {}
      case Stmt.Pass s -> {}
      case Stmt.Break s -> {}
      case Stmt.Continue s -> {}
      case Stmt.Broken s -> {}
    }
  }

  private void imported(Node.Alias alias, Scope scope) {
    String name = alias.asName().orElseGet(() -> Dotted.first(alias.name()));
    bind(name, alias, Kind.IMPORT, scope);
  }

  private void imported(Stmt.ImportFrom from, Node.Alias alias, Scope scope) {
    if (alias.name().equals("*")) {
      scope.addStarImport(from);
    } else {
      names.importFrom(alias, from);
      bind(alias.asName().orElse(alias.name()), alias, Kind.IMPORT, scope);
    }
  }

  private void pattern(Pattern pattern, Scope scope) {
    Optional<String> name =
        switch (pattern) {
          case Pattern.Capture p -> p.name();
          case Pattern.Star p -> p.name();
          case Pattern.Mapping p -> p.rest();
          case Pattern.Value p -> Optional.empty();
          case Pattern.Sequence p -> Optional.empty();
          case Pattern.ClassPattern p -> Optional.empty();
          case Pattern.Or p -> Optional.empty();
        };
    name.ifPresent(n -> bind(n, pattern, Kind.PATTERN, scope));
  }

  /** A walrus binds in the function around, also from inside a comprehension. */
  private void walrus(Expr.NamedExpr named, Scope scope) {
    Scope at = scope;
    while (at.kind() == Scope.Kind.COMPREHENSION) {
      at = at.parent().orElseThrow();
    }
    bind(
        named.target().name(),
        new BindingSite(named, Kind.ASSIGNMENT, Optional.of(named.value())),
        at);
  }

  private void assign(Expr target, Stmt site, Expr value, Scope scope) {
    Targets.forEach(
        target,
        Optional.of(value),
        (part, its) -> {
          if (part instanceof Expr.Name name) {
            bind(name.name(), new BindingSite(site, Kind.ASSIGNMENT, its), scope);
          }
        });
  }

  private void targets(Expr target, Node site, Kind kind, Scope scope) {
    Targets.forEach(
        target,
        Optional.empty(),
        (part, its) -> {
          if (part instanceof Expr.Name name) {
            bind(name.name(), site, kind, scope);
          }
        });
  }

  private void bind(String name, Node node, Kind kind, Scope scope) {
    bind(name, new BindingSite(node, kind, Optional.empty()), scope);
  }

  private void bind(String name, BindingSite site, Scope scope) {
    if (scope.isGlobal(name)) {
      names.module().bind(name, site.elsewhere());
    } else if (nonlocals.getOrDefault(scope, List.of()).contains(name)) {
      outward.add(new Outward(scope, name, site.elsewhere()));
    } else {
      scope.bind(name, site);
    }
  }

  private static void bindOutward(Outward assignment) {
    Optional<Scope> at = assignment.scope().parent();
    while (at.isPresent()) {
      Scope scope = at.get();
      boolean isFunction = scope.kind() == Scope.Kind.FUNCTION || scope.kind() == Scope.Kind.LAMBDA;
      if (isFunction && !scope.sites(assignment.name()).isEmpty()) {
        scope.bind(assignment.name(), assignment.site());
        return;
      }
      at = scope.parent();
    }
  }
}
