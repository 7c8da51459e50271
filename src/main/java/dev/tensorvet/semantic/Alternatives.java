package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of several places that bind one name is the one that counts. */
final class Alternatives {

  private Alternatives() {}

  /** Whether the places follow each other in one block, so that the last one wins. */
  static boolean areInOneBlock(List<BindingSite> sites, Tree tree) {
    List<Step> paths = sites.stream().map(site -> path(site.node(), tree).getFirst()).toList();
    return paths.stream().distinct().count() == 1;
  }

  /** A property is its getter, though a setter of the same name follows. */
  static BindingSite getterOrLast(List<BindingSite> sites) {
    boolean isProperty =
        sites.getLast().node() instanceof Stmt.FunctionDef def
            && def.decorators().stream().anyMatch(Alternatives::isAccessor);
    return isProperty ? sites.getFirst() : sites.getLast();
  }

  private static boolean isAccessor(Expr decorator) {
    return decorator instanceof Expr.Attribute a
        && (a.name().equals("setter") || a.name().equals("deleter"));
  }

  /**
   * The places to be asked in turn where they stand in for one another: what only a type checker
   * reads, or a {@code try} whose handlers make up for an import that fails. None otherwise.
   */
  static List<BindingSite> preferred(List<BindingSite> sites, Tree tree) {
    List<BindingSite> forTypes =
        sites.stream().filter(site -> isForTypes(path(site.node(), tree))).toList();
    if (!forTypes.isEmpty()) {
      return forTypes;
    }
    return areFallbacks(sites, tree) ? sites : List.of();
  }

  /**
   * A block that a place lies in.
   *
   * @param owner the id of the statement
   * @param part which of its blocks, from 0
   */
  private record Step(Node node, int owner, int part) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Step step && step.owner == owner && step.part == part;
    }

    @Override
    public int hashCode() {
      return 31 * owner + part;
    }
  }

  /** The blocks around a place, from the inside, up to the end of its scope. */
  private static List<Step> path(Node node, Tree tree) {
    List<Step> path = new ArrayList<>();
    Node from = tree.statement(node).<Node>map(s -> s).orElse(node);
    Optional<Node> at = tree.parent(from);
    while (at.isPresent()) {
      Node owner = at.get();
      if (owner instanceof Node.ExceptHandler) {
        from = owner;
        at = tree.parent(owner);
        continue;
      }
      path.add(new Step(owner, owner.id(), part(owner, from)));
      if (owner instanceof Stmt.FunctionDef || owner instanceof Stmt.ClassDef) {
        break;
      }
      from = owner;
      at = tree.parent(owner);
    }
    return path;
  }

  private static int part(Node owner, Node child) {
    return switch (owner) {
      case Stmt.Try s when holds(s.body(), child) -> 0;
      case Stmt.Try s when holds(s.orElse(), child) -> 1;
      case Stmt.Try s when holds(s.finalBody(), child) -> 2;
      case Stmt.Try s -> 3 + indexOf(s.handlers(), child);
      case Stmt.If s -> holds(s.body(), child) ? 0 : 1;
      case Stmt.For s -> holds(s.body(), child) ? 0 : 1;
      case Stmt.While s -> holds(s.body(), child) ? 0 : 1;
      default -> 0;
    };
  }

  private static boolean holds(List<? extends Node> nodes, Node child) {
    return indexOf(nodes, child) >= 0;
  }

  private static int indexOf(List<? extends Node> nodes, Node child) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) == child) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isForTypes(List<Step> path) {
    return path.stream()
        .anyMatch(
            step ->
                step.part() == 0
                    && step.node() instanceof Stmt.If choice
                    && isTypeChecking(choice.test()));
  }

  private static boolean isTypeChecking(Expr test) {
    return switch (test) {
      case Expr.Name name -> name.name().equals("TYPE_CHECKING");
      case Expr.Attribute attribute -> attribute.name().equals("TYPE_CHECKING");
      default -> false;
    };
  }

  /** Whether all lie in one {@code try}, an import in its body and others in its handlers. */
  private static boolean areFallbacks(List<BindingSite> sites, Tree tree) {
    List<List<Step>> paths = sites.stream().map(site -> path(site.node(), tree)).toList();
    for (Step step : paths.getFirst()) {
      if (step.part() != 0
          || !(step.node() instanceof Stmt.Try)
          || sites.getFirst().kind() != BindingSite.Kind.IMPORT) {
        continue;
      }
      boolean areAllInside =
          paths.stream().allMatch(path -> path.stream().anyMatch(s -> s.owner() == step.owner()));
      boolean isOneOutsideBody = paths.stream().anyMatch(path -> !path.contains(step));
      if (areAllInside && isOneOutsideBody) {
        return true;
      }
    }
    return false;
  }
}
