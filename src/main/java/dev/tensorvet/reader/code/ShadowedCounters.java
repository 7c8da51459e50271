package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ShadowedCounter;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the loops that take the variable of a loop around them, which still needs it. */
final class ShadowedCounters implements CodeReader<ShadowedCounter> {

  @Override
  public Class<ShadowedCounter> kind() {
    return ShadowedCounter.class;
  }

  @Override
  public List<ShadowedCounter> read(SourceModule module) {
    List<ShadowedCounter> found = new ArrayList<>();
    if (Layers.mayBeUsed(module.file().text()) && !module.isTest()) {
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Stmt.For outer) {
                  names(outer.target()).forEach(name -> of(outer, name, module, found));
                }
              });
    }
    return found;
  }

  private static void of(
      Stmt.For outer, Expr.Name variable, SourceModule module, List<ShadowedCounter> found) {
    for (int i = 0; i < outer.body().size(); i++) {
      Optional<Expr.Name> inner = taking(outer.body().get(i), variable.name());
      if (inner.isPresent()) {
        firstUse(outer.body().subList(i + 1, outer.body().size()), variable.name())
            .ifPresent(
                use ->
                    found.add(
                        new ShadowedCounter(
                            variable.name(),
                            CodeCalls.place(variable, module),
                            CodeCalls.place(inner.get(), module),
                            CodeCalls.place(use, module))));
        return;
      }
      if (binds(outer.body().get(i), variable.name())) {
        return;
      }
    }
  }

  /** Where a loop that is a statement of the outer one takes its variable. */
  private static Optional<Expr.Name> taking(Stmt statement, String name) {
    return statement instanceof Stmt.For inner
        ? names(inner.target()).stream().filter(n -> n.name().equals(name)).findFirst()
        : Optional.empty();
  }

  /** The first read of a variable, if nothing may give it a new value before. */
  private static Optional<Expr.Name> firstUse(List<Stmt> statements, String name) {
    for (Stmt statement : statements) {
      if (binds(statement, name)) {
        return Optional.empty();
      }
      List<Expr.Name> uses = new ArrayList<>();
      Tree.walkWhere(
          statement,
          node -> {
            if (node instanceof Expr.Name use && use.name().equals(name)) {
              uses.add(use);
            }
            return !isScope(node);
          });
      if (!uses.isEmpty()) {
        return Optional.of(uses.getFirst());
      }
    }
    return Optional.empty();
  }

  /** Whether a statement gives a variable a value, or has it for itself. */
  private static boolean binds(Stmt statement, String name) {
    return Tree.holds(
        statement,
        node ->
            switch (node) {
              case Stmt.Assign assign -> assign.targets().stream().anyMatch(t -> names(t, name));
              case Stmt.AugAssign assign -> names(assign.target(), name);
              case Stmt.For loop -> names(loop.target(), name);
              case Stmt.With with ->
                  with.items().stream()
                      .flatMap(item -> item.target().stream())
                      .anyMatch(t -> names(t, name));
              case Expr.NamedExpr named -> names(named.target(), name);
              case Node.Comprehension comprehension -> names(comprehension.target(), name);
              case Node other -> isScope(other);
            });
  }

  private static boolean isScope(Node node) {
    return node instanceof Stmt.FunctionDef
        || node instanceof Stmt.ClassDef
        || node instanceof Expr.Lambda;
  }

  private static boolean names(Expr target, String name) {
    return names(target).stream().anyMatch(n -> n.name().equals(name));
  }

  /** The variables that a target binds; one whose name begins with a line is not for use. */
  private static List<Expr.Name> names(Expr target) {
    List<Expr.Name> names = new ArrayList<>();
    Tree.walkWhere(
        target,
        node -> {
          if (node instanceof Expr.Name name && !name.name().startsWith("_")) {
            names.add(name);
          }
          return !(node instanceof Expr.Attribute) && !(node instanceof Expr.Subscript);
        });
    return names;
  }
}
