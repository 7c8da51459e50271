package dev.tensorvet.reader.config;

import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.framework.HydraDefaults;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.reader.config.ConfigLoads.Load;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
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
import java.util.stream.Collectors;

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
          .filter(module -> !module.isTest())
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

  /**
   * A program that Hydra starts.
   *
   * @param config the file that it begins with
   */
  record Started(Stmt.FunctionDef function, Path config) {}

  /** The programs of a file that begin with a file of configurations. */
  static List<Started> started(SourceModule module) {
    List<Started> found = new ArrayList<>();
    module
        .functions()
        .forEach(
            each -> {
              if (each.node() instanceof Stmt.FunctionDef function) {
                function.decorators().stream()
                    .filter(
                        decorator -> CodeCalls.isCall(decorator, ConfigReaders::isHydra, module))
                    .flatMap(decorator -> first((Expr.Call) decorator, module).stream())
                    .forEach(config -> found.add(new Started(function, config)));
              }
            });
    return found;
  }

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
    started(module).stream()
        .filter(started -> started.config().equals(config))
        .forEach(
            started ->
                to.add(
                    new Load(
                        module, started.function(), true, Proof.YES, ConfigReaders.HYDRA_MAIN)));
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
    // Hydra took the path of a file once.
    boolean isFile = name.isEmpty() && folder.filter(f -> f.endsWith(".yaml")).isPresent();
    if (!isFile && (folder.isEmpty() || name.isEmpty())) {
      return Optional.empty();
    }
    String file = name.map(HydraDefaults::file).orElse("");
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
        .flatMap(given -> text(given, module));
  }

  private static Optional<String> text(Expr given, SourceModule module) {
    if (given instanceof Expr.StringLiteral literal) {
      return Optional.of(literal.value());
    }
    boolean isJoined =
        given instanceof Expr.Call call
            && CodeCalls.isCall(call, ConfigReaders::joinsPath, module)
            && call.arguments().stream().allMatch(Expr.StringLiteral.class::isInstance);
    return isJoined
        ? Optional.of(
            ((Expr.Call) given)
                .arguments().stream()
                    .map(part -> ((Expr.StringLiteral) part).value())
                    .collect(Collectors.joining("/")))
        : Optional.empty();
  }

  /** All that a run may find in its configuration; empty where a part of it is not known. */
  Optional<HydraComposition> composition(SourceModule config) {
    return isMentioned(ConfigReaders.HYDRA_ELSEWHERE, config)
        ? Optional.empty()
        : store(config).flatMap(store -> HydraComposition.of(config.path(), store, project));
  }

  /** What code stores for a configuration; empty where a part of it is not known. */
  Optional<HydraStore> store(SourceModule config) {
    return HydraStore.near(config, project, mentions);
  }

  private boolean isMentioned(String word, SourceModule config) {
    return mentions
        .filesWith(word, config)
        .filter(files -> files.stream().allMatch(config.path()::equals))
        .isEmpty();
  }

  /** All that is found by who begins with a file, or with what code stores in its place. */
  Optional<HydraComposition> composition(Path config, SourceModule program) {
    Optional<SourceModule> file = project.module(config);
    return file.isPresent()
        ? composition(file.get())
        : store(program)
            .filter(store -> store.has("", HydraDefaults.option(config.getFileName())))
            .flatMap(store -> HydraComposition.of(config, store, project));
  }

  /**
   * Whether a group has an option: a folder beside the file that is begun with, or one that code
   * stores. Unknown where there is no such group.
   */
  Proof hasOption(Path config, String group, String option, SourceModule program) {
    Optional<HydraStore> store = store(program);
    boolean isStored = store.filter(s -> s.has(group, option)).isPresent();
    boolean isStoredGroup = store.filter(s -> !s.of(group).isEmpty()).isPresent();
    Path folder = config.resolveSibling(group);
    return isStoredGroup || project.files().isDirectory(folder)
        ? Proof.of(isStored || project.files().isFile(folder.resolve(HydraDefaults.file(option))))
        : Proof.UNKNOWN;
  }
}
