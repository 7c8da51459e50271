package dev.tensorvet.review;

import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Of which classes something is by what is annotated: {@code cfg: TrainConfig}. */
final class OwnerTypes {

  private static final String SELF = "self";

  private final SourceModule module;

  OwnerTypes(SourceModule module) {
    this.module = module;
  }

  /** The classes of the project that it may be of; none where nothing says so. */
  List<ClassEntity> of(Expr owner) {
    return switch (owner) {
      case Expr.Name name -> ofName(name);
      case Expr.Attribute member
          when member.value() instanceof Expr.Name self && self.name().equals(SELF) ->
          ofMember(member);
      case Expr.Attribute member ->
          of(member.value()).stream().flatMap(type -> ofField(type, member.name())).toList();
      default -> List.of();
    };
  }

  /** What the function that it stands in takes, or one around that. */
  private List<ClassEntity> ofName(Expr.Name name) {
    Tree tree = module.tree();
    Optional<Node> scope = tree.enclosingScope(name);
    while (scope.isPresent()) {
      if (scope.get() instanceof Stmt.FunctionDef function) {
        Optional<Expr> annotation = annotation(function, name.name());
        if (annotation.isPresent()) {
          return named(annotation.get(), module);
        }
      }
      scope = tree.enclosingScope(scope.get());
    }
    return List.of();
  }

  /** A member is called as what the constructor takes for it. */
  private List<ClassEntity> ofMember(Expr.Attribute member) {
    Tree tree = module.tree();
    Optional<Node> scope = tree.enclosingScope(member);
    while (scope.isPresent() && !(scope.get() instanceof Stmt.ClassDef)) {
      scope = tree.enclosingScope(scope.get());
    }
    return scope.stream()
        .flatMap(type -> ((Stmt.ClassDef) type).body().stream())
        .filter(Stmt.FunctionDef.class::isInstance)
        .flatMap(method -> annotation((Stmt.FunctionDef) method, member.name()).stream())
        .findFirst()
        .map(annotation -> named(annotation, module))
        .orElse(List.of());
  }

  private static Optional<Expr> annotation(Stmt.FunctionDef function, String name) {
    return function.parameters().all().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .flatMap(Node.Parameter::annotation);
  }

  private static Stream<ClassEntity> ofField(ClassEntity type, String field) {
    return lineage(type).stream()
        .flatMap(
            owner ->
                owner.node().body().stream()
                    .filter(statement -> declares(statement, field))
                    .map(
                        statement ->
                            named(((Stmt.AnnAssign) statement).annotation(), owner.module())))
        .findFirst()
        .stream()
        .flatMap(List::stream);
  }

  private static boolean declares(Stmt statement, String field) {
    return statement instanceof Stmt.AnnAssign assign
        && assign.target() instanceof Expr.Name name
        && name.name().equals(field);
  }

  /** A class and those of the project that it inherits from, the nearest first. */
  private static Set<ClassEntity> lineage(ClassEntity type) {
    Set<ClassEntity> all = new LinkedHashSet<>();
    Deque<ClassEntity> ahead = new ArrayDeque<>(List.of(type));
    while (!ahead.isEmpty()) {
      ClassEntity next = ahead.pop();
      if (all.add(next)) {
        next.bases().stream()
            .filter(ClassEntity.class::isInstance)
            .forEach(base -> ahead.add((ClassEntity) base));
      }
    }
    return all;
  }

  /** The classes in an annotation: {@code Union[A, B]}, {@code A | None}. */
  private static List<ClassEntity> named(Expr annotation, SourceModule module) {
    List<ClassEntity> types = new ArrayList<>();
    Tree.walk(
        annotation,
        node -> {
          if ((node instanceof Expr.Name || node instanceof Expr.Attribute)
              && module.resolve((Expr) node) instanceof ClassEntity type) {
            types.add(type);
          }
        });
    return types;
  }

  /** Whether an object of one class may have the fields of another. */
  static boolean areRelated(ClassEntity one, ClassEntity other) {
    return lineage(one).contains(other) || lineage(other).contains(one);
  }
}
