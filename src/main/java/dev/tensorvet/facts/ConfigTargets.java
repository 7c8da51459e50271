package dev.tensorvet.facts;

import dev.tensorvet.facts.ConfigTarget.Absence;
import dev.tensorvet.facts.ConfigTarget.Stray;
import dev.tensorvet.finding.Place;
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
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
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

  /** Where a name leads: to something, or to nothing, of which one may be more or less sure. */
  private sealed interface Lead {

    record To(Entity entity) implements Lead {}

    record Nowhere(Absence absence) implements Lead {}
  }

  ConfigTargets(Project project) {
    this.project = project;
  }

  ConfigTarget of(ConfigCall call) {
    return switch (follow(call.target(), call.module())) {
      case Lead.To(Entity entity) ->
          new ConfigTarget(call.place(), call.target(), Optional.empty(), strays(call, entity));
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

  private static List<Stray> strays(ConfigCall call, Entity entity) {
    return switch (entity) {
      case FunctionEntity function when function.decorators().isEmpty() ->
          strays(call, function, function.selfName().isPresent());
      case ClassEntity type when isPlain(type) ->
          type.lookup("__init__") instanceof MethodLookup.Found(FunctionEntity init)
                  && init.decorators().isEmpty()
              ? strays(call, init, true)
              : List.of();
      default -> List.of();
    };
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

  private static List<Stray> strays(ConfigCall call, FunctionEntity function, boolean isMethod) {
    List<Node.Parameter> all = function.parameters().all();
    boolean takesAny = all.stream().anyMatch(p -> p.kind() == Node.ParameterKind.VAR_KEYWORD);
    if (takesAny || !(function.node() instanceof Stmt.FunctionDef def)) {
      return List.of();
    }
    List<String> names = all.stream().skip(isMethod ? 1 : 0).map(Node.Parameter::name).toList();
    Set<String> given =
        call.arguments().stream().map(DataNode.Entry::name).collect(Collectors.toSet());
    Set<String> free =
        names.stream().filter(name -> !given.contains(name)).collect(Collectors.toSet());
    Place definition = new Place(function.module().file(), def.nameSpan());
    List<Stray> strays = new ArrayList<>();
    for (DataNode.Entry entry : call.arguments()) {
      if (!names.contains(entry.name())) {
        strays.add(
            new Stray(
                entry.name(),
                new Place(call.module().file(), entry.key()),
                definition,
                Distance.nearest(entry.name(), free)));
      }
    }
    return strays;
  }
}
