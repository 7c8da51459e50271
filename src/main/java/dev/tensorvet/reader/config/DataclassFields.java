package dev.tensorvet.reader.config;

import dev.tensorvet.framework.FieldReaders;
import dev.tensorvet.framework.TrainerParameters;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of a dataclass, those of the classes above it included.
 *
 * @param own those that the project writes, by their names, in their order
 * @param others those of a library's class above it
 */
record DataclassFields(Map<String, Field> own, Set<String> others) {

  /** What of a class says nothing of its objects. */
  private static final Set<String> NO_FIELDS = Set.of("ClassVar", "KW_ONLY");

  /**
   * A field.
   *
   * @param isNeeded whether it has no default
   */
  record Field(String name, boolean isNeeded, Stmt.AnnAssign node, SourceModule module) {

    /** As the constructor takes it. */
    Node.Parameter asParameter() {
      return new Node.Parameter(
          node.id(),
          node.start(),
          node.end(),
          name,
          Node.ParameterKind.NORMAL,
          Optional.of(node.annotation()),
          isNeeded ? Optional.empty() : node.value());
    }
  }

  /** Empty for what is no dataclass, or where a class above it may have any fields. */
  static Optional<DataclassFields> of(ClassEntity type) {
    if (!isDataclass(type) || !type.mro().isComplete()) {
      return Optional.empty();
    }
    Map<String, Field> own = new LinkedHashMap<>();
    Set<String> others = new TreeSet<>();
    for (Entity above : type.mro().linear().reversed()) {
      switch (above) {
        case ClassEntity each when isDataclass(each) -> add(each, own);
        case ClassEntity each -> {
          return Optional.empty();
        }
        case LibraryEntity(String name) -> {
          Optional<Set<String>> known = TrainerParameters.of(name);
          if (known.isPresent()) {
            others.addAll(known.get());
          } else if (!name.endsWith(".object") && !name.startsWith("abc.")) {
            return Optional.empty();
          }
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new DataclassFields(own, others));
  }

  private static boolean isDataclass(ClassEntity type) {
    return type.node().decorators().size() == 1
        && CodeCalls.library(called(type.node().decorators().getFirst()), type.module())
            .filter(FieldReaders::isDataclass)
            .isPresent()
        && type.ownMethod("__init__").isEmpty();
  }

  private static Expr called(Expr decorator) {
    return decorator instanceof Expr.Call call ? call.callee() : decorator;
  }

  private static void add(ClassEntity type, Map<String, Field> to) {
    for (Stmt statement : type.node().body()) {
      if (statement instanceof Stmt.AnnAssign field
          && field.target() instanceof Expr.Name name
          && isOfObjects(field, type.module())) {
        to.put(
            name.name(),
            new Field(name.name(), isNeeded(field, type.module()), field, type.module()));
      }
    }
  }

  private static boolean isOfObjects(Stmt.AnnAssign field, SourceModule module) {
    String annotation = CodeCalls.text(field.annotation(), module);
    return NO_FIELDS.stream().noneMatch(annotation::contains)
        && field
            .value()
            .filter(v -> v instanceof Expr.Call made && CodeCalls.is(made.keyword("init"), false))
            .isEmpty();
  }

  private static boolean isNeeded(Stmt.AnnAssign field, SourceModule module) {
    if (field.value().isEmpty()) {
      return true;
    }
    return CodeCalls.isCall(field.value().get(), FieldReaders::isField, module)
        && field.value().get() instanceof Expr.Call made
        && made.keyword("default").isEmpty()
        && made.keyword("default_factory").isEmpty()
        && !CodeCalls.isOpen(made);
  }
}
