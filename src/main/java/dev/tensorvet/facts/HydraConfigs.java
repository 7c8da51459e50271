package dev.tensorvet.facts;

import dev.tensorvet.facts.ConfigLoads.Load;
import dev.tensorvet.framework.ConfigReaders;
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

  private static void programs(SourceModule module, Path config, List<Load> to) {
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
    Optional<String> folder = text(decorator, ConfigReaders.HYDRA_FOLDER, module);
    Optional<String> name = text(decorator, ConfigReaders.HYDRA_NAME, module);
    if (folder.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    String file = name.get().endsWith(".yaml") ? name.get() : name.get() + ".yaml";
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
}
