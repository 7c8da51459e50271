package dev.tensorvet.facts;

import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds where a program reads a configuration. */
final class ConfigLoads {

  /** How many functions a path is handed through. */
  private static final int DEEPEST = 3;

  private final Project project;
  private final Mentions mentions;
  private final Callers callers;

  /**
   * An expression that gives what a configuration holds.
   *
   * @param isOfFile whether it is this configuration; unknown where a user names the file
   * @param reader how the code calls what reads it
   */
  record Load(SourceModule module, Expr value, Proof isOfFile, String reader) {}

  ConfigLoads(Project project, Mentions mentions, Callers callers) {
    this.project = project;
    this.mentions = mentions;
    this.callers = callers;
  }

  /** Where a configuration is read as PyYAML reads it, in the order of the files. */
  List<Load> byPyYaml(SourceModule config) {
    return isMentioned(ConfigReaders.RESOLVER, config)
        ? List.of()
        : all(config, ConfigReaders.PYYAML, ConfigReaders::isPyYaml);
  }

  /** Where a configuration is read into plain dictionaries. */
  List<Load> of(SourceModule config) {
    return switch (config.file().language()) {
      case YAML -> all(config, ConfigReaders.PYYAML, ConfigReaders::isPyYaml);
      case JSON -> all(config, ConfigReaders.JSON, ConfigReaders::isJson);
      case TOML -> all(config, ConfigReaders.TOML, ConfigReaders::isToml);
      case PYTHON, NOTEBOOK, JAVA -> List.of();
    };
  }

  private List<Load> all(SourceModule config, String word, Predicate<String> isReader) {
    List<Load> found = new ArrayList<>();
    for (Path file : mentions.filesWith(word, config).orElse(List.of())) {
      project
          .module(file)
          .filter(m -> !Relevance.isTest(m))
          .ifPresent(m -> loads(m, config, isReader, found));
    }
    // A user may name any file, also one that another reader is for.
    boolean isOnlyReader =
        ConfigReaders.OTHERS.stream().noneMatch(each -> isMentioned(each, config));
    return found.stream().filter(load -> load.isOfFile() == Proof.YES || isOnlyReader).toList();
  }

  /** Whether a word stands in some code of the project. */
  boolean isMentioned(String word, SourceModule config) {
    return mentions
        .filesWith(word, config)
        .filter(files -> files.stream().allMatch(config.path()::equals))
        .isEmpty();
  }

  private void loads(
      SourceModule module, SourceModule config, Predicate<String> isReader, List<Load> to) {
    CodeCalls.each(
        module,
        (call, name) -> {
          if (isReader.test(name) && isPlain(call, module)) {
            CodeCalls.argument(call, ConfigReaders.SOURCE)
                .ifPresent(
                    source ->
                        follow(
                            new Load(
                                module, call, Proof.YES, CodeCalls.text(call.callee(), module)),
                            source,
                            module,
                            config,
                            0,
                            to));
          }
        });
  }

  /** Whether the loader is one of PyYAML's own. */
  private static boolean isPlain(Expr.Call call, SourceModule module) {
    return CodeCalls.argument(call, ConfigReaders.LOADER)
        .map(
            loader ->
                CodeCalls.library(loader, module).filter(ConfigReaders::isPyYamlLoader).isPresent())
        .orElse(true);
  }

  /** From what is read to where it is named: the call of the function that is told the name. */
  private void follow(
      Load load, Expr path, SourceModule at, SourceModule config, int depth, List<Load> to) {
    ConfigPaths.Known known = new ConfigPaths(at).of(path);
    if (known instanceof ConfigPaths.Known.Given(FunctionEntity function, String parameter)
        && depth < DEEPEST) {
      boolean isGivenBack = isGivenBack(load, function);
      for (Callers.Caller caller : callers.of(function)) {
        argument(caller.call(), function, parameter)
            .ifPresent(
                given ->
                    follow(
                        isGivenBack
                            ? new Load(caller.module(), caller.call(), Proof.YES, load.reader())
                            : load,
                        given,
                        caller.module(),
                        config,
                        depth + 1,
                        to));
      }
      return;
    }
    Proof isOfFile = ConfigPaths.isOf(config.path(), known);
    if (isOfFile != Proof.NO) {
      to.add(new Load(load.module(), load.value(), isOfFile, load.reader()));
    }
  }

  static Optional<Expr> argument(Expr.Call call, FunctionEntity function, String parameter) {
    List<Node.Parameter> positional = function.parameters().positional();
    int skipped = function.selfName().isPresent() ? 1 : 0;
    for (int i = skipped; i < positional.size(); i++) {
      if (positional.get(i).name().equals(parameter)) {
        return CodeCalls.argument(call, new Parameter(i - skipped, parameter));
      }
    }
    return call.keyword(parameter);
  }

  /** Whether a function returns what it reads, and nothing else. */
  private static boolean isGivenBack(Load load, FunctionEntity function) {
    if (load.module() != function.module()) {
      return false;
    }
    List<Stmt.Return> returns = new ArrayList<>();
    Tree.walk(
        function.node(),
        node -> {
          if (node instanceof Stmt.Return given) {
            returns.add(given);
          }
        });
    return returns.size() == 1
        && returns
            .getFirst()
            .value()
            .filter(
                value ->
                    value.id() == load.value().id()
                        || CodeCalls.onlyValue(value, load.module())
                            .filter(only -> only.id() == load.value().id())
                            .isPresent())
            .isPresent();
  }
}
