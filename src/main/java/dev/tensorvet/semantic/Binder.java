package dev.tensorvet.semantic;

import dev.tensorvet.semantic.BindingSite.Kind;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Pattern;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the scopes of a file and the names that they bind, by <a
 * href="https://docs.python.org/3/reference/executionmodel.html#naming-and-binding">Python's
 * rules</a>, in one walk in the order of the text.
 */
final class Binder implements Consumer<Node> {

  /** An assignment to a name that its scope declares nonlocal. */
  private record Outward(Scope scope, String name, BindingSite site) {}

  private final SourceModule module;
  private final Names names;
  private final Map<Scope, List<String>> nonlocals = new HashMap<>();
  private final List<Outward> outward = new ArrayList<>();

  /** The scope that the next node is evaluated in. */
  private Scope scope;

  private Binder(SourceModule module) {
    this.module = module;
    this.names = new Names(module);
    this.scope = names.module();
  }

  static Names bind(SourceModule module) {
    Binder binder = new Binder(module);
    binder.accept(module.tree().root());
    binder.outward.forEach(Binder::bindOutward);
    binder.names.freeze();
    return binder.names;
  }

  @Override
  public void accept(Node node) {
    names.place(node, scope);
    switch (node) {
      // A switch asks for one kind after the other: the frequent ones come first.
      case Expr.Name name -> {}
      case Expr.Attribute attribute -> accept(attribute.value());
      case Expr expr -> expression(expr);
      case Stmt.FunctionDef def -> function(def);
      case Stmt.ClassDef def -> type(def);
      default -> {
        switch (node) {
          case Stmt statement -> statement(statement);
          case Pattern pattern -> pattern(pattern);
          case Node.WithItem item -> item.target().ifPresent(t -> targets(t, item, Kind.WITH));
          case Node.ExceptHandler handler ->
              handler.name().ifPresent(name -> bind(name, handler, Kind.EXCEPT));
          default -> {}
        }
        node.forEachChild(this);
      }
    }
  }

  private void expression(Expr expr) {
    switch (expr) {
      case Expr.Lambda lambda -> lambda(lambda);
      case Expr.ListComp c -> comprehension(c, List.of(c.element()), c.generators());
      case Expr.SetComp c -> comprehension(c, List.of(c.element()), c.generators());
      case Expr.DictComp c -> comprehension(c, List.of(c.key(), c.value()), c.generators());
      case Expr.GeneratorExp c -> comprehension(c, List.of(c.element()), c.generators());
      case Expr.NamedExpr named -> {
        walrus(named);
        named.forEachChild(this);
      }
      default -> expr.forEachChild(this);
    }
  }

  // --- what opens a scope

  private Scope open(Scope.Kind kind, Node node, Scope around) {
    Scope scope = new Scope(kind, module, node, Optional.of(around));
    names.open(scope);
    return scope;
  }

  private void function(Stmt.FunctionDef def) {
    bind(def.name(), def, Kind.FUNCTION);
    Scope around = typeParameters(def.typeParameters());
    Scope inner = open(Scope.Kind.FUNCTION, def, around);
    parameters(def.parameters(), inner);
    define(def, inner);
    parts(def, def.nameStart(), around, inner);
  }

  private void type(Stmt.ClassDef def) {
    bind(def.name(), def, Kind.CLASS);
    Scope around = typeParameters(def.typeParameters());
    Scope inner = open(Scope.Kind.CLASS, def, around);
    names.define(new ClassEntity(module, def, prefix(scope) + def.name(), inner));
    parts(def, def.nameStart(), around, inner);
  }

  /** Decorators, before the name, know nothing of a definition; its body alone is inside of it. */
  private void parts(Stmt def, int nameStart, Scope around, Scope inner) {
    Scope outer = scope;
    def.forEachChild(
        part -> {
          scope = part instanceof Stmt ? inner : part.start() < nameStart ? outer : around;
          accept(part);
        });
    scope = outer;
  }

  private void lambda(Expr.Lambda lambda) {
    Scope outer = scope;
    Scope inner = open(Scope.Kind.LAMBDA, lambda, outer);
    parameters(lambda.parameters(), inner);
    define(lambda, inner);
    accept(lambda.parameters());
    scope = inner;
    accept(lambda.body());
    scope = outer;
  }

  private void define(Node node, Scope inner) {
    Optional<ClassEntity> owner =
        node instanceof Stmt.FunctionDef && scope.kind() == Scope.Kind.CLASS
            ? scope.definition().map(type -> (ClassEntity) type)
            : Optional.empty();
    String name = node instanceof Stmt.FunctionDef def ? def.name() : "<lambda>";
    FunctionEntity function = new FunctionEntity(module, node, name, prefix(scope) + name, owner);
    names.define(function, inner);
    owner.ifPresent(type -> type.addMethod(function));
  }

  /** What stands before the name of a definition in its qualified name. */
  private String prefix(Scope scope) {
    Scope at = scope;
    while (at.kind() == Scope.Kind.COMPREHENSION || at.kind() == Scope.Kind.TYPE_PARAMETERS) {
      at = at.parent().orElseThrow();
    }
    Optional<Entity> around = at.definition();
    if (around.isPresent() && around.get() instanceof FunctionEntity function) {
      return function.qualifiedName() + ".<locals>.";
    }
    return around.isPresent() && around.get() instanceof ClassEntity type
        ? type.qualifiedName() + "."
        : module.name() + ".";
  }

  private Scope typeParameters(List<Node.TypeParameter> parameters) {
    if (parameters.isEmpty()) {
      return scope;
    }
    Scope inner = open(Scope.Kind.TYPE_PARAMETERS, parameters.getFirst(), scope);
    for (Node.TypeParameter parameter : parameters) {
      bind(parameter.name(), parameter, Kind.PARAMETER, inner);
    }
    return inner;
  }

  private void parameters(Node.Parameters parameters, Scope inner) {
    for (Node.Parameter parameter : parameters.all()) {
      bind(parameter.name(), parameter, Kind.PARAMETER, inner);
    }
  }

  /** The first iterable is evaluated outside. */
  private void comprehension(Expr node, List<Expr> elements, List<Node.Comprehension> generators) {
    Scope outer = scope;
    Scope inner = open(Scope.Kind.COMPREHENSION, node, outer);
    scope = inner;
    generators.forEach(generator -> targets(generator.target(), generator, Kind.LOOP));
    elements.forEach(this);
    for (Node.Comprehension generator : generators) {
      names.place(generator, inner);
      accept(generator.target());
      scope = generator.id() == generators.getFirst().id() ? outer : inner;
      accept(generator.iterable());
      scope = inner;
      generator.conditions().forEach(this);
    }
    scope = outer;
  }

  // --- what binds

  private void statement(Stmt statement) {
    switch (statement) {
      case Stmt.Assign s -> s.targets().forEach(t -> assign(t, s, s.value()));
      case Stmt.AnnAssign s -> {
        if (s.value().isPresent()) {
          assign(s.target(), s, s.value().get());
        } else {
          targets(s.target(), s, Kind.ANNOTATION);
        }
      }
      case Stmt.AugAssign s -> targets(s.target(), s, Kind.AUGMENTED);
      case Stmt.For s -> targets(s.target(), s, Kind.LOOP);
      case Stmt.Delete s -> s.targets().forEach(t -> targets(t, s, Kind.DELETE));
      case Stmt.TypeAlias s -> bind(s.name().name(), s, Kind.TYPE_ALIAS);
      case Stmt.Import s -> s.names().forEach(this::imported);
      case Stmt.ImportFrom s -> s.names().forEach(alias -> imported(s, alias));
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

  private void imported(Node.Alias alias) {
    String name = alias.asName().orElseGet(() -> Dotted.first(alias.name()));
    bind(name, alias, Kind.IMPORT);
  }

  private void imported(Stmt.ImportFrom from, Node.Alias alias) {
    if (alias.name().equals("*")) {
      scope.addStarImport(from);
    } else {
      names.importFrom(alias, from);
      bind(alias.asName().orElse(alias.name()), alias, Kind.IMPORT);
    }
  }

  private void pattern(Pattern pattern) {
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
    name.ifPresent(n -> bind(n, pattern, Kind.PATTERN));
  }

  /** A walrus binds in the function around, also from inside a comprehension. */
  private void walrus(Expr.NamedExpr named) {
    Scope at = scope;
    while (at.kind() == Scope.Kind.COMPREHENSION) {
      at = at.parent().orElseThrow();
    }
    BindingSite site = new BindingSite(named, Kind.ASSIGNMENT, Optional.of(named.value()));
    bind(named.target().name(), site, at);
  }

  private void assign(Expr target, Stmt site, Expr value) {
    Targets.forEach(
        target,
        Optional.of(value),
        (part, its) -> {
          if (part instanceof Expr.Name name) {
            bind(name.name(), new BindingSite(site, Kind.ASSIGNMENT, its), scope);
          }
        });
  }

  private void targets(Expr target, Node site, Kind kind) {
    Targets.forEach(
        target,
        Optional.empty(),
        (part, its) -> {
          if (part instanceof Expr.Name name) {
            bind(name.name(), site, kind);
          }
        });
  }

  private void bind(String name, Node node, Kind kind) {
    bind(name, node, kind, scope);
  }

  private void bind(String name, Node node, Kind kind, Scope in) {
    bind(name, new BindingSite(node, kind, Optional.empty()), in);
  }

  private void bind(String name, BindingSite site, Scope in) {
    if (in.isGlobal(name)) {
      names.module().bind(name, site.elsewhere());
    } else if (nonlocals.getOrDefault(in, List.of()).contains(name)) {
      outward.add(new Outward(in, name, site.elsewhere()));
    } else {
      in.bind(name, site);
    }
  }

  private static void bindOutward(Outward assignment) {
    Optional<Scope> at = assignment.scope().parent();
    while (at.isPresent()) {
      Scope scope = at.get();
      boolean isFunction = scope.kind() == Scope.Kind.FUNCTION || scope.kind() == Scope.Kind.LAMBDA;
      if (isFunction && scope.binding(assignment.name()).isPresent()) {
        scope.bind(assignment.name(), assignment.site());
        return;
      }
      at = scope.parent();
    }
  }
}
