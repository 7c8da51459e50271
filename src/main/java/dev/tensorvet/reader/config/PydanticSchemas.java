package dev.tensorvet.reader.config;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Pydantic;
import dev.tensorvet.reader.config.ConfigSchema.Kind;
import dev.tensorvet.reader.config.ConfigSchema.Limit;
import dev.tensorvet.reader.config.ConfigSchema.Reading;
import dev.tensorvet.reader.config.ConfigSchema.Setting;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.workspace.Memo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the models of pydantic that the programs of a project read their configurations into. */
final class PydanticSchemas {

  /** Nobody nests settings deeper. */
  private static final int DEEPEST = 6;

  private final Project project;
  private final Mentions mentions;

  /** The models that a file reads; asked again for each configuration of the project. */
  private final Memo<SourceModule, List<ClassEntity>> readBy;

  PydanticSchemas(Project project, Mentions mentions) {
    this.project = project;
    this.mentions = mentions;
    this.readBy = new Memo<>(project.files());
  }

  /** The settings of each model that some program reads; none where one of them takes any. */
  List<ConfigSchema> near(SourceModule config) {
    Set<ClassEntity> read = new LinkedHashSet<>();
    for (Path file : mentions.filesWith(Pydantic.WORD, config).orElse(List.of())) {
      project
          .module(file)
          .filter(module -> !module.file().language().isData() && !module.isTest())
          .ifPresent(module -> read.addAll(readBy.get(module, PydanticSchemas::models)));
    }
    List<ConfigSchema> found = new ArrayList<>();
    for (ClassEntity type : read) {
      Optional<ConfigSchema> schema = schema(type, 0);
      if (schema.isEmpty()) {
        return List.of();
      }
      found.add(schema.get());
    }
    return found.stream().filter(schema -> !schema.isEmpty()).toList();
  }

  private static List<ClassEntity> models(SourceModule module) {
    List<ClassEntity> models = new ArrayList<>();
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call) {
                read(call, module).filter(PydanticSchemas::isModel).ifPresent(models::add);
              }
            });
    return models;
  }

  private static boolean isModel(ClassEntity type) {
    return type.mro().linear().stream()
        .anyMatch(each -> each instanceof LibraryEntity(String name) && Pydantic.isModel(name));
  }

  /** The class that a call reads what it is given into. */
  private static Optional<ClassEntity> read(Expr.Call call, SourceModule module) {
    Optional<Expr> type =
        call.callee() instanceof Expr.Attribute method && Pydantic.reads(method.name())
            ? Optional.of(method.value())
            : call.arguments().isEmpty() && call.keywords().size() == 1 && CodeCalls.isOpen(call)
                ? Optional.of(call.callee())
                : Optional.empty();
    return type.filter(t -> t instanceof Expr.Name || t instanceof Expr.Attribute)
        .flatMap(
            t ->
                module.resolve(t) instanceof ClassEntity entity
                    ? Optional.of(entity)
                    : Optional.empty());
  }

  /** The fields of a model, those of the models above it included; empty where it may have more. */
  private static Optional<ConfigSchema> schema(ClassEntity type, int depth) {
    List<ClassEntity> classes = new ArrayList<>();
    for (Entity each : type.mro().linear().reversed()) {
      switch (each) {
        case ClassEntity above -> classes.add(above);
        case LibraryEntity(String name)
            when Pydantic.isModel(name) || name.endsWith(".object") -> {}
        default -> {
          return Optional.empty();
        }
      }
    }
    if (!isModel(type) || depth > DEEPEST || classes.stream().anyMatch(PydanticSchemas::isOpen)) {
      return Optional.empty();
    }
    boolean isClosed = classes.stream().anyMatch(PydanticSchemas::forbids);
    ConfigSchema schema = new ConfigSchema(isClosed ? Reading.CONVERTING : Reading.OPEN);
    for (ClassEntity each : classes) {
      for (Stmt statement : each.node().body()) {
        if (statement instanceof Stmt.AnnAssign field && field.target() instanceof Expr.Name name) {
          declare(name.name(), field, each.module(), depth, schema);
        }
      }
    }
    return Optional.of(schema);
  }

  private static boolean isOpen(ClassEntity type) {
    String text = CodeCalls.text(type.node(), type.module());
    return !type.node().decorators().isEmpty() || Pydantic.OPEN.stream().anyMatch(text::contains);
  }

  /** Whether a class says that keys are refused which it does not declare. */
  private static boolean forbids(ClassEntity type) {
    boolean isKeyword =
        type.node().keywords().stream()
            .anyMatch(
                k -> k.name().filter(Pydantic.EXTRA::equals).isPresent() && isForbidden(k.value()));
    return isKeyword
        || type.node().body().stream()
            .anyMatch(
                statement ->
                    switch (statement) {
                      case Stmt.Assign assign ->
                          isSettings(assign.targets().getFirst()) && forbids(assign.value());
                      case Stmt.ClassDef inner ->
                          inner.name().equals(Pydantic.OLD_SETTINGS)
                              && inner.body().stream()
                                  .anyMatch(
                                      each ->
                                          each instanceof Stmt.Assign assign
                                              && assign.targets().getFirst()
                                                  instanceof Expr.Name name
                                              && name.name().equals(Pydantic.EXTRA)
                                              && isForbidden(assign.value()));
                      default -> false;
                    });
  }

  private static boolean isSettings(Expr target) {
    return target instanceof Expr.Name name && name.name().equals(Pydantic.SETTINGS);
  }

  /** {@code ConfigDict(extra="forbid")}, {@code {"extra": "forbid"}}. */
  private static boolean forbids(Expr settings) {
    return switch (settings) {
      case Expr.Call call ->
          call.keyword(Pydantic.EXTRA).filter(PydanticSchemas::isForbidden).isPresent();
      case Expr.Dict dict ->
          dict.items().stream()
              .anyMatch(
                  item ->
                      item.key()
                              .filter(
                                  key ->
                                      key instanceof Expr.StringLiteral text
                                          && text.value().equals(Pydantic.EXTRA))
                              .isPresent()
                          && isForbidden(item.value()));
      default -> false;
    };
  }

  private static boolean isForbidden(Expr value) {
    return switch (value) {
      case Expr.StringLiteral text -> text.value().equals(Pydantic.FORBIDDEN);
      case Expr.Attribute member -> member.name().equals(Pydantic.FORBIDDEN);
      default -> false;
    };
  }

  // --- fields

  private static void declare(
      String name, Stmt.AnnAssign field, SourceModule module, int depth, ConfigSchema to) {
    Place place = CodeCalls.place(field.target(), module);
    Optional<ConfigSchema> inner = section(field.annotation(), module, depth);
    Kind kind = inner.isPresent() ? Kind.SECTION : Kind.of(field.annotation());
    Setting setting =
        new Setting(kind, place, inner.orElseGet(ConfigSchema::new), limits(field, module));
    to.put(name, setting);
    field
        .value()
        .filter(value -> CodeCalls.isCall(value, Pydantic::isField, module))
        .map(value -> (Expr.Call) value)
        .ifPresent(
            call ->
                Pydantic.ALIASES.forEach(
                    word ->
                        call.keyword(word)
                            .filter(Expr.StringLiteral.class::isInstance)
                            .ifPresent(
                                alias -> to.put(((Expr.StringLiteral) alias).value(), setting))));
  }

  private static Optional<ConfigSchema> section(Expr type, SourceModule module, int depth) {
    return (type instanceof Expr.Name || type instanceof Expr.Attribute)
            && module.resolve(type) instanceof ClassEntity entity
        ? schema(entity, depth + 1)
        : Optional.empty();
  }

  /** The bounds of a field, beside its type or in the place of its default. */
  private static List<Limit> limits(Stmt.AnnAssign field, SourceModule module) {
    List<Expr> calls = new ArrayList<>();
    field.value().ifPresent(calls::add);
    if (field.annotation() instanceof Expr.Subscript generic
        && generic.index() instanceof Expr.Tuple several) {
      calls.addAll(several.elements());
    }
    List<Limit> limits = new ArrayList<>();
    for (Expr each : calls) {
      if (CodeCalls.isCall(each, Pydantic::isField, module)) {
        for (Node.Keyword keyword : ((Expr.Call) each).keywords()) {
          keyword
              .name()
              .flatMap(Pydantic.Bound::of)
              .ifPresent(
                  bound ->
                      CodeCalls.number(keyword.value())
                          .ifPresent(limit -> limits.add(new Limit(bound, limit))));
        }
      }
    }
    return List.copyOf(limits);
  }
}
