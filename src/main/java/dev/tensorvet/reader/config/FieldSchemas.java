package dev.tensorvet.reader.config;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.FieldReaders;
import dev.tensorvet.framework.TrainerParameters;
import dev.tensorvet.reader.config.ConfigSchema.Kind;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.workspace.Memo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the dataclasses that the programs of a project read their configurations into. */
final class FieldSchemas {

  /** Nobody nests settings deeper. */
  private static final int DEEPEST = 6;

  private final Project project;
  private final Mentions mentions;
  private final Memo<SourceModule, Programs> programs;

  /**
   * What the programs of a file read; asked again for each configuration of the project.
   *
   * @param isOpen whether one of them takes any settings
   */
  private record Programs(boolean isOpen, List<ConfigSchema> schemas) {}

  FieldSchemas(Project project, Mentions mentions) {
    this.project = project;
    this.mentions = mentions;
    this.programs = new Memo<>(project.files());
  }

  /** The settings of each program; none where some program takes any. */
  List<ConfigSchema> near(SourceModule config) {
    Set<Path> files = new TreeSet<>();
    for (String word : FieldReaders.WORDS) {
      mentions.filesWith(word, config).ifPresent(files::addAll);
    }
    List<ConfigSchema> found = new ArrayList<>();
    for (Path file : files) {
      Optional<Programs> there =
          project
              .module(file)
              .filter(m -> !m.file().language().isData() && !m.isTest())
              .map(m -> programs.get(m, FieldSchemas::programs));
      if (there.filter(Programs::isOpen).isPresent()) {
        return List.of();
      }
      there.ifPresent(some -> found.addAll(some.schemas()));
    }
    return found;
  }

  private static Programs programs(SourceModule module) {
    if (FieldReaders.OPEN.stream().anyMatch(module.file().text()::contains)) {
      return new Programs(true, List.of());
    }
    List<ConfigSchema> found = new ArrayList<>();
    collect(module, found);
    return new Programs(false, List.copyOf(found));
  }

  private static void collect(SourceModule module, List<ConfigSchema> to) {
    CodeCalls.each(
        module,
        (call, name) -> {
          if (FieldReaders.reads(name) && !call.arguments().isEmpty()) {
            Expr given = call.arguments().getFirst();
            schema(
                    given instanceof Expr.Tuple several ? several.elements() : List.of(given),
                    call,
                    module)
                .ifPresent(to::add);
          }
        });
    module
        .functions()
        .forEach(
            function -> {
              if (function.node() instanceof Stmt.FunctionDef definition
                  && definition.decorators().stream()
                      .anyMatch(each -> CodeCalls.isCall(each, FieldReaders::decorates, module))) {
                definition.parameters().all().stream()
                    .findFirst()
                    .flatMap(Node.Parameter::annotation)
                    .flatMap(type -> schema(List.of(type), definition, module))
                    .ifPresent(to::add);
              }
            });
  }

  /** The settings of all classes together; empty where one of them may have any. */
  private static Optional<ConfigSchema> schema(List<Expr> types, Node reader, SourceModule module) {
    ConfigSchema schema = new ConfigSchema();
    for (Expr type : types) {
      Optional<Set<String>> known = CodeCalls.library(type, module).flatMap(TrainerParameters::of);
      if (known.isPresent()) {
        known.get().forEach(n -> schema.declare(n, Kind.ANY, CodeCalls.shown(reader, module)));
      } else if (!(module.resolve(type) instanceof ClassEntity entity)
          || !declare(entity, schema, CodeCalls.shown(reader, module), 0)) {
        return Optional.empty();
      }
    }
    return Optional.of(schema).filter(s -> !s.isEmpty());
  }

  private static boolean declare(ClassEntity type, ConfigSchema to, Place reader, int depth) {
    Optional<DataclassFields> fields = DataclassFields.of(type);
    if (fields.isEmpty()) {
      return false;
    }
    fields.get().others().forEach(name -> to.declare(name, Kind.ANY, reader));
    for (Map.Entry<String, DataclassFields.Field> each : fields.get().own().entrySet()) {
      DataclassFields.Field field = each.getValue();
      Place place = CodeCalls.place(field.node().target(), field.module());
      boolean isSection =
          depth < DEEPEST
              && field.module().resolve(field.node().annotation()) instanceof ClassEntity inner
              && declare(inner, new ConfigSchema(), reader, depth + 1)
              && declare(inner, to.declare(each.getKey(), Kind.SECTION, place), reader, depth + 1);
      if (!isSection) {
        to.declare(each.getKey(), Kind.ANY, place);
      }
    }
    return true;
  }
}
