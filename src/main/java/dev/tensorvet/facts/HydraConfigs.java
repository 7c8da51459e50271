package dev.tensorvet.facts;

import dev.tensorvet.facts.ConfigLoads.Load;
import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.framework.HydraDefaults;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the programs that Hydra starts with a configuration. */
final class HydraConfigs {

  private final Project project;
  private final Mentions mentions;

  HydraConfigs(Project project, Mentions mentions) {
    this.project = project;
    this.mentions = mentions;
  }

  /** The functions that are started with what this file, the first of several, is composed to. */
  List<Load> loads(SourceModule config) {
    List<Load> found = new ArrayList<>();
    for (Path file : mentions.filesWith(ConfigReaders.HYDRA, config).orElse(List.of())) {
      project
          .module(file)
          .filter(module -> !Relevance.isTest(module))
          .ifPresent(module -> programs(module, config.path(), found));
    }
    return found;
  }

  /**
   * A call that composes a configuration.
   *
   * @param config the file that it begins with
   */
  record Composed(Expr.Call call, Path config) {}

  /** The calls of a file that compose a configuration from a folder that it says once. */
  static List<Composed> composed(SourceModule module) {
    List<Expr.Call> folders = new ArrayList<>();
    List<Expr.Call> calls = new ArrayList<>();
    CodeCalls.each(
        module,
        (call, name) -> {
          if (ConfigReaders.initializes(name)) {
            folders.add(call);
          } else if (ConfigReaders.composes(name)) {
            calls.add(call);
          }
        });
    return folders.size() != 1
        ? List.of()
        : calls.stream()
            .flatMap(
                call ->
                    first(
                        text(folders.getFirst(), ConfigReaders.HYDRA_FOLDER, module),
                        text(call, ConfigReaders.HYDRA_COMPOSED, module),
                        module)
                        .map(config -> new Composed(call, config))
                        .stream())
            .toList();
  }

  private static void programs(SourceModule module, Path config, List<Load> to) {
    composed(module).stream()
        .filter(composed -> composed.config().equals(config))
        .forEach(
            composed ->
                to.add(
                    new Load(
                        module,
                        composed.call(),
                        true,
                        Proof.YES,
                        CodeCalls.text(composed.call().callee(), module))));
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.FunctionDef function) {
                for (Expr decorator : function.decorators()) {
                  if (decorator instanceof Expr.Call call
                      && CodeCalls.library(call.callee(), module)
                          .filter(ConfigReaders::isHydra)
                          .isPresent()
                      && first(call, module).filter(config::equals).isPresent()) {
                    to.add(
                        new Load(
                            module,
                            function,
                            true,
                            Proof.YES,
                            CodeCalls.text(call.callee(), module)));
                  }
                }
              }
            });
  }

  /** The file that a program begins with, if its decorator says it in so many words. */
  private static Optional<Path> first(Expr.Call decorator, SourceModule module) {
    return first(
        text(decorator, ConfigReaders.HYDRA_FOLDER, module),
        text(decorator, ConfigReaders.HYDRA_NAME, module),
        module);
  }

  private static Optional<Path> first(
      Optional<String> folder, Optional<String> name, SourceModule module) {
    if (folder.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    String file = HydraDefaults.file(name.get());
    try {
      return Optional.of(
          module.path().resolveSibling(folder.get()).resolve(file).toAbsolutePath().normalize());
    } catch (InvalidPathException elsewhere) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Expr.Call call, Parameter parameter, SourceModule module) {
    return CodeCalls.argument(call, parameter)
        .map(given -> CodeCalls.onlyValue(given, module).orElse(given))
        .flatMap(
            given ->
                given instanceof Expr.StringLiteral literal
                    ? Optional.of(literal.value())
                    : Optional.empty());
  }

  /** All that a run may find in its configuration; empty where code has a part in it. */
  Optional<HydraComposition> composition(SourceModule config) {
    boolean isByCode =
        ConfigReaders.HYDRA_BY_CODE.stream()
            .anyMatch(
                word ->
                    mentions
                        .filesWith(word, config)
                        .filter(files -> files.stream().allMatch(config.path()::equals))
                        .isEmpty());
    return isByCode ? Optional.empty() : HydraComposition.of(config, project);
  }

  /** All that a call that composes may find. */
  Optional<HydraComposition> composition(Composed composed) {
    return project.module(composed.config()).flatMap(this::composition);
  }

  /** Whether a group, a folder beside the file that is begun with, has an option. */
  Proof hasOption(Composed composed, String group, String option) {
    Path folder = composed.config().resolveSibling(group);
    return project.files().isDirectory(folder)
        ? Proof.of(project.files().isFile(folder.resolve(HydraDefaults.file(option))))
        : Proof.UNKNOWN;
  }
}
