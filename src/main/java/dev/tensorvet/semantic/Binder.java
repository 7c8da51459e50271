package dev.tensorvet.semantic;

import dev.tensorvet.semantic.BindingSite.Kind;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Pattern;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the names that a scope binds, by Python's rules. */
final class Binder {

  private final Scope.Builder scope = new Scope.Builder();
  private final Set<String> declaredElsewhere = new HashSet<>();
  private final List<Stmt.ImportFrom> starImports = new ArrayList<>();
  private final boolean hasWalrus;

  /**
   * @param hasWalrus whether the file has a {@code :=} at all
   */
  Binder(boolean hasWalrus) {
    this.hasWalrus = hasWalrus;
  }

  List<Stmt.ImportFrom> starImports() {
    return starImports;
  }

  Scope module(Tree tree, boolean hasGlobals) {
    statements(tree.root().body());
    if (hasGlobals) {
      tree.walk(
          node -> {
            if (node instanceof Stmt.Global global) {
              global
                  .names()
                  .forEach(
                      name ->
                          scope.add(
                              name, new BindingSite(global, Kind.ELSEWHERE, Optional.empty())));
            }
          });
    }
    return scope.build(Scope.Kind.MODULE, tree.root());
  }

  Scope scope(Node node) {
    switch (node) {
      case Stmt.ClassDef def -> {
        statements(def.body());
        return scope.build(Scope.Kind.CLASS, node);
      }
      case Stmt.FunctionDef def -> {
        parameters(def.parameters());
        statements(def.body());
        declaredElsewhere.forEach(scope::remove);
        return scope.build(Scope.Kind.FUNCTION, node);
      }
      case Expr.Lambda lambda -> {
        parameters(lambda.parameters());
        return scope.build(Scope.Kind.LAMBDA, node);
      }
      case Expr.ListComp comp -> generators(comp.generators());
      case Expr.SetComp comp -> generators(comp.generators());
      case Expr.DictComp comp -> generators(comp.generators());
      case Expr.GeneratorExp comp -> generators(comp.generators());
      default -> throw new IllegalArgumentException("has no scope");
    }
    return scope.build(Scope.Kind.COMPREHENSION, node);
  }

  private void generators(List<Node.Comprehension> generators) {
    generators.forEach(g -> target(g.target(), g, Kind.LOOP, Optional.empty()));
  }

  private void parameters(Node.Parameters parameters) {
    parameters
        .all()
        .forEach(p -> scope.add(p.name(), new BindingSite(p, Kind.PARAMETER, Optional.empty())));
  }

  private void statements(List<Stmt> body) {
    body.forEach(this::statement);
  }

  private void statement(Stmt statement) {
    if (hasWalrus && !(statement instanceof Stmt.FunctionDef || statement instanceof Stmt.ClassDef)) {
      statement.forEachChild(this::walrus);
    }
    switch (statement) {
      case Stmt.Assign s ->
          s.targets().forEach(t -> target(t, s, Kind.ASSIGNMENT, Optional.of(s.value())));
      case Stmt.AnnAssign s ->
          target(
              s.target(), s, s.value().isPresent() ? Kind.ASSIGNMENT : Kind.ANNOTATION, s.value());
      case Stmt.AugAssign s -> target(s.target(), s, Kind.AUGMENTED, Optional.empty());
      case Stmt.FunctionDef s -> add(s.name(), s, Kind.FUNCTION);
      case Stmt.ClassDef s -> add(s.name(), s, Kind.CLASS);
      case Stmt.Import s ->
          s.names()
              .forEach(
                  alias -> {
                    String top = alias.name().split("\\.", 2)[0];
                    add(alias.asName().orElse(top), alias, Kind.IMPORT);
                  });
      case Stmt.ImportFrom s -> {
        for (Node.Alias alias : s.names()) {
          if (alias.name().equals("*")) {
            starImports.add(s);
          } else {
            add(alias.asName().orElse(alias.name()), alias, Kind.IMPORT);
          }
        }
      }
      case Stmt.For s -> {
        target(s.target(), s, Kind.LOOP, Optional.empty());
        statements(s.body());
        statements(s.orElse());
      }
      case Stmt.While s -> {
        statements(s.body());
        statements(s.orElse());
      }
      case Stmt.If s -> {
        statements(s.body());
        statements(s.orElse());
      }
      case Stmt.With s -> {
        s.items()
            .forEach(
                item -> item.target().ifPresent(t -> target(t, item, Kind.WITH, Optional.empty())));
        statements(s.body());
      }
      case Stmt.Try s -> {
        statements(s.body());
        for (Node.ExceptHandler handler : s.handlers()) {
          handler.name().ifPresent(name -> add(name, handler, Kind.EXCEPT));
          statements(handler.body());
        }
        statements(s.orElse());
        statements(s.finalBody());
      }
      case Stmt.Match s ->
          s.cases()
              .forEach(
                  c -> {
                    pattern(c.pattern());
                    statements(c.body());
                  });
      case Stmt.TypeAlias s -> add(s.name().name(), s, Kind.ASSIGNMENT);
      case Stmt.Global s -> declaredElsewhere.addAll(s.names());
      case Stmt.Nonlocal s -> declaredElsewhere.addAll(s.names());
      case Stmt.Delete s ->
          s.targets().forEach(t -> target(t, s, Kind.DELETE, Optional.empty()));
      case Stmt.Broken s -> statements(s.body());
      case Stmt.ExprStmt s -> {}
      case Stmt.Return s -> {}
      case Stmt.Raise s -> {}
      case Stmt.Assert s -> {}
      case Stmt.Pass s -> {}
      case Stmt.Break s -> {}
      case Stmt.Continue s -> {}
    }
  }

  /** A walrus binds in the function around, also from inside a comprehension. */
  private void walrus(Node child) {
    if (!(child instanceof Expr || child instanceof Node.WithItem)) {
      return;
    }
    Tree.walk(
        child,
        node -> {
          if (node instanceof Expr.NamedExpr named) {
            scope.add(
                named.target().name(),
                new BindingSite(named, Kind.ASSIGNMENT, Optional.of(named.value())));
          }
        });
  }

  private void add(String name, Node node, Kind kind) {
    scope.add(name, new BindingSite(node, kind, Optional.empty()));
  }

  private void target(Expr target, Node site, Kind kind, Optional<Expr> value) {
    switch (target) {
      case Expr.Name name -> scope.add(name.name(), new BindingSite(site, kind, value));
      case Expr.Tuple tuple ->
          tuple.elements().forEach(e -> target(e, site, kind, Optional.empty()));
      case Expr.ListExpr list ->
          list.elements().forEach(e -> target(e, site, kind, Optional.empty()));
      case Expr.Starred starred -> target(starred.value(), site, kind, Optional.empty());
      default -> {}
    }
  }

  private void pattern(Pattern pattern) {
    Tree.walk(
        pattern,
        node -> {
          switch (node) {
            case Pattern.Capture p -> p.name().ifPresent(n -> add(n, p, Kind.PATTERN));
            case Pattern.Star p -> p.name().ifPresent(n -> add(n, p, Kind.PATTERN));
            case Pattern.Mapping p -> p.rest().ifPresent(n -> add(n, p, Kind.PATTERN));
            default -> {}
          }
        });
  }
}
