package dev.tensorvet.interp;

import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The classes above a class, those of the library's own text among them, and what they hold. */
final class Classes {

  private final LibraryText library;
  private final Map<ClassEntity, List<Entity>> lineages = new HashMap<>();

  Classes(LibraryText library) {
    this.library = library;
  }

  /** A name that a class's body binds. */
  record Held(ClassEntity owner, Binding binding) {

    /** The method, if it is one. */
    Optional<FunctionEntity> method() {
      return owner.ownMethod(binding.name());
    }

    /** The method that an assignment to it calls, if it is a property with one. */
    Optional<FunctionEntity> setter() {
      return binding.sites().stream()
          .map(BindingSite::node)
          .filter(node -> node instanceof Stmt.FunctionDef def && isSetter(def))
          .map(owner.module()::definition)
          .filter(entity -> entity instanceof FunctionEntity)
          .map(entity -> (FunctionEntity) entity)
          .findFirst();
    }

    private static boolean isSetter(Stmt.FunctionDef def) {
      return def.decorators().stream()
          .anyMatch(d -> d instanceof Expr.Attribute a && a.name().equals("setter"));
    }
  }

  /** The order in which members are looked for: classes, and libraries' classes without a text. */
  List<Entity> lineage(ClassEntity type) {
    List<Entity> known = lineages.get(type);
    if (known == null) {
      List<Entity> made = new ArrayList<>();
      for (Entity above : type.mro().linear()) {
        List<Entity> found =
            above instanceof LibraryEntity other
                ? library
                    .find(other.qualifiedName())
                    .map(e -> e instanceof ClassEntity text ? lineage(text) : List.of(above))
                    .orElse(List.of(above))
                : List.of(above);
        found.stream().filter(e -> !made.contains(e)).forEach(made::add);
      }
      known = List.copyOf(made);
      lineages.put(type, known);
    }
    return known;
  }

  /**
   * Whether objects of a class are modules. One that cannot be told is taken for one if it runs.
   */
  boolean isModule(ClassEntity type) {
    Proof proof = isSubclass(type, new LibraryEntity(TensorFunctions.MODULE));
    return proof == Proof.YES || (proof == Proof.UNKNOWN && find(type, "forward").isPresent());
  }

  /** Whether a class names values, its members. */
  boolean isEnumeration(ClassEntity type) {
    return lineage(type).stream()
        .anyMatch(
            above ->
                above instanceof LibraryEntity other
                    && PythonFunctions.isEnumeration(other.qualifiedName()));
  }

  Proof isSubclass(ClassEntity type, Entity above) {
    if (lineage(type).contains(above)) {
      return Proof.YES;
    }
    if (above instanceof LibraryEntity other) {
      return type.isSubclassOf(other.qualifiedName());
    }
    return type.mro().isComplete() ? Proof.NO : Proof.UNKNOWN;
  }

  /** The first class that holds a name. */
  Optional<Held> find(ClassEntity type, String name) {
    return find(lineage(type), name);
  }

  /** The first class after {@code here} that holds a name. */
  Optional<Held> findAfter(ClassEntity type, ClassEntity here, String name) {
    List<Entity> all = lineage(type);
    int index = all.indexOf(here);
    return index < 0 ? Optional.empty() : find(all.subList(index + 1, all.size()), name);
  }

  private static Optional<Held> find(List<Entity> classes, String name) {
    for (Entity entity : classes) {
      if (entity instanceof ClassEntity type) {
        Optional<Binding> binding = type.scope().binding(name);
        if (binding.isPresent()) {
          return Optional.of(new Held(type, binding.get()));
        }
      }
    }
    return Optional.empty();
  }
}
