package dev.tensorvet.reader.config;

import dev.tensorvet.facts.ConfigTarget;
import dev.tensorvet.facts.ConfigTarget.Absence;
import dev.tensorvet.facts.ConfigTarget.Gap;
import dev.tensorvet.facts.ConfigTarget.Stray;
import dev.tensorvet.finding.Place;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.ConfigCall;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.ModuleEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.UnknownEntity;
import dev.tensorvet.source.Distance;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Follows the names of a configuration into the code of the project. */
final class ConfigTargets {

  private final Project project;
  private final ConfigGivers givers;

  /** Where a name leads: to something, or to nothing, of which one may be more or less sure. */
  private sealed interface Lead {

    record To(Entity entity) implements Lead {}

    record Nowhere(Absence absence) implements Lead {}
  }

  ConfigTargets(Project project, Mentions mentions) {
    this.project = project;
    this.givers = new ConfigGivers(project, mentions);
  }

  ConfigTarget of(ConfigCall call) {
    return switch (follow(call.target(), call.module())) {
      case Lead.To(Entity entity) ->
          new ConfigTarget(
              call.place(),
              call.target(),
              Optional.empty(),
              signature(entity)
                  .map(takes -> strays(call.arguments(), call.module().file(), takes))
                  .orElse(List.of()),
              signature(entity).map(takes -> absent(call, takes)).orElse(List.of()));
      case Lead.Nowhere(Absence absence) ->
          new ConfigTarget(
              call.place(),
              call.target(),
              Optional.of(
                  new Absence(
                      absence.part(),
                      absence.holder(),
                      absence.isSure() && call.isSure(),
                      absence.near())),
              List.of(),
              List.of());
    };
  }

  /** The name of what is called, if that is a library's. */
  Optional<String> library(ConfigCall call) {
    return follow(call.target(), call.module())
            instanceof Lead.To(LibraryEntity(String qualifiedName))
        ? Optional.of(qualifiedName)
        : Optional.empty();
  }

  // --- names

  private Lead follow(String dotted, SourceModule from) {
    String[] parts = dotted.split("\\.", -1);
    for (int count = parts.length; count > 0; count--) {
      String prefix = String.join(".", List.of(parts).subList(0, count));
      if (project.importModule(prefix, from) instanceof ModuleEntity module) {
        return follow(module, List.of(parts).subList(count, parts.length));
      }
    }
    return new Lead.To(project.importModule(dotted, from));
  }

  private Lead follow(ModuleEntity module, List<String> rest) {
    Entity at = module;
    for (String part : rest) {
      if (at instanceof ModuleEntity holder) {
        Optional<Lead> missing = missing(holder, part);
        if (missing.isPresent()) {
          return missing.get();
        }
        at = holder.member(part);
      } else if (at instanceof ClassEntity type) {
        at =
            type.lookup(part) instanceof MethodLookup.Found(FunctionEntity method)
                ? method
                : new UnknownEntity();
      } else {
        return new Lead.To(new UnknownEntity());
      }
    }
    return new Lead.To(at);
  }

  /** That a module has no member, or that it cannot be told. */
  private Optional<Lead> missing(ModuleEntity holder, String part) {
    Optional<SourceModule> code = holder.module();
    if (code.isEmpty()) {
      // A mere folder may be named as some library is.
      return holder.member(part) instanceof UnknownEntity
          ? Optional.of(new Lead.To(new UnknownEntity()))
          : Optional.empty();
    }
    if (code.get().named(part).isPresent() || !(holder.member(part) instanceof UnknownEntity)) {
      return Optional.empty();
    }
    boolean isOpen =
        !code.get().parsed().problems().isEmpty()
            || code.get().named("__getattr__").isPresent()
            || code.get().file().text().contains("globals()")
            || code.get().file().text().contains("sys.modules");
    if (isOpen) {
      return Optional.of(new Lead.To(new UnknownEntity()));
    }
    Set<String> names =
        code.get().scope().bindings().stream()
            .map(binding -> binding.name())
            .collect(Collectors.toCollection(TreeSet::new));
    holder.directory().ifPresent(folder -> names.addAll(modules(folder)));
    Optional<String> near = Distance.nearest(part, names);
    // A package may get a module when it is built, and its name may be that of another package.
    boolean mayBeElsewhere = holder.directory().isPresent() && near.isEmpty();
    return Optional.of(
        mayBeElsewhere
            ? new Lead.To(new UnknownEntity())
            : new Lead.Nowhere(
                new Absence(part, holder.qualifiedName(), holder.directory().isEmpty(), near)));
  }

  private List<String> modules(Path folder) {
    return project.files().names(folder).stream()
        .filter(name -> name.endsWith(".py") && !name.startsWith("_"))
        .map(name -> name.substring(0, name.length() - ".py".length()))
        .toList();
  }

  // --- keys

  /** What a function takes by name. */
  private record Signature(Place definition, List<Node.Parameter> parameters) {

    boolean takes(String name) {
      return parameters.stream()
          .anyMatch(p -> p.name().equals(name) || p.kind() == Node.ParameterKind.VAR_KEYWORD);
    }
  }

  /** What is taken by what is called, where its text alone decides that. */
  private static Optional<Signature> signature(Entity entity) {
    return switch (entity) {
      case FunctionEntity function when function.decorators().isEmpty() ->
          Optional.of(signature(function, function.selfName().isPresent()));
      case ClassEntity type when isPlain(type) ->
          type.lookup("__init__") instanceof MethodLookup.Found(FunctionEntity init)
                  && init.decorators().isEmpty()
              ? Optional.of(signature(init, true))
              : Optional.empty();
      case ClassEntity type ->
          DataclassFields.of(type)
              .filter(fields -> fields.others().isEmpty())
              .map(fields -> signature(type, fields));
      default -> Optional.empty();
    };
  }

  private static Signature signature(FunctionEntity function, boolean isMethod) {
    return new Signature(
        CodeCalls.shown(function.node(), function.module()),
        function.parameters().all().stream().skip(isMethod ? 1 : 0).toList());
  }

  private static Signature signature(ClassEntity type, DataclassFields fields) {
    return new Signature(
        CodeCalls.shown(type.node(), type.module()),
        fields.own().values().stream().map(DataclassFields.Field::asParameter).toList());
  }

  /** Whether a call of a class is one of its {@code __init__}. */
  private static boolean isPlain(ClassEntity type) {
    return type.mro().linear().stream()
        .allMatch(
            each ->
                !(each instanceof ClassEntity above)
                    || (above.node().decorators().isEmpty()
                        && above.node().keywords().isEmpty()
                        && above.ownMethod("__new__").isEmpty()));
  }

  private static List<Stray> strays(
      List<DataNode.Entry> arguments, SourceFile file, Signature signature) {
    Set<String> given = arguments.stream().map(DataNode.Entry::name).collect(Collectors.toSet());
    Set<String> free =
        signature.parameters().stream()
            .map(Node.Parameter::name)
            .filter(name -> !given.contains(name))
            .collect(Collectors.toSet());
    return arguments.stream()
        .filter(entry -> !signature.takes(entry.name()))
        .map(
            entry ->
                new Stray(
                    entry.name(),
                    new Place(file, entry.key()),
                    signature.definition(),
                    Distance.nearest(entry.name(), free)))
        .toList();
  }

  /** What nothing in the project seems to give to what a configuration names. */
  private List<Gap> absent(ConfigCall call, Signature signature) {
    Set<String> given =
        call.arguments().stream().map(DataNode.Entry::name).collect(Collectors.toSet());
    return call.isWhole() && !givers.mayGiveAny(call)
        ? signature.parameters().stream()
            .filter(parameter -> isNeeded(parameter) && !given.contains(parameter.name()))
            .filter(parameter -> !givers.mayGive(call, parameter.name()))
            .map(parameter -> new Gap(parameter.name(), signature.definition(), false))
            .toList()
        : List.of();
  }

  private static boolean isNeeded(Node.Parameter parameter) {
    return parameter.defaultValue().isEmpty()
        && (parameter.kind() == Node.ParameterKind.NORMAL
            || parameter.kind() == Node.ParameterKind.KEYWORD_ONLY);
  }

  // --- what is given on

  /**
   * A call that gets all that a mapping holds: {@code Net(**config)}.
   *
   * @param others what code takes out of the mapping before, or puts into it
   * @param place of the mapping
   */
  static ConfigTarget of(
      Expr.Call call,
      SourceModule code,
      DataNode.Mapping mapping,
      Set<String> others,
      Place place) {
    String name = CodeCalls.text(call.callee(), code);
    Optional<Signature> signature = signature(code.resolve(call.callee()));
    List<DataNode.Entry> given =
        mapping.written().stream()
            .filter(e -> !others.contains(e.name()) && !e.name().equals(DataNode.Mapping.MERGE))
            .toList();
    return new ConfigTarget(
        place,
        name,
        Optional.empty(),
        signature.map(takes -> strays(given, place.file(), takes)).orElse(List.of()),
        signature
            .filter(takes -> CodeCalls.isOpen(call) && isOnlySpread(call))
            .map(takes -> gaps(call, mapping, others, takes))
            .orElse(List.of()));
  }

  private static boolean isOnlySpread(Expr.Call call) {
    return call.arguments().stream().noneMatch(Expr.Starred.class::isInstance)
        && call.keywords().stream().filter(keyword -> keyword.name().isEmpty()).count() == 1;
  }

  private static List<Gap> gaps(
      Expr.Call call, DataNode.Mapping mapping, Set<String> others, Signature signature) {
    List<Gap> found = new ArrayList<>();
    int place = 0;
    for (Node.Parameter parameter : signature.parameters()) {
      boolean isByPlace = place < call.arguments().size() && isByPlace(parameter);
      place++;
      if (isNeeded(parameter)
          && !isByPlace
          && call.keyword(parameter.name()).isEmpty()
          && mapping.get(parameter.name()).isEmpty()
          && !others.contains(parameter.name())) {
        found.add(new Gap(parameter.name(), signature.definition(), true));
      }
    }
    return found;
  }

  private static boolean isByPlace(Node.Parameter parameter) {
    return parameter.kind() == Node.ParameterKind.NORMAL
        || parameter.kind() == Node.ParameterKind.POSITIONAL_ONLY;
  }
}
