package dev.tensorvet.reader.config;

import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.reader.query.Callers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.workspace.Memo;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds where a program reads a configuration. */
final class ConfigLoads {

  /** How many functions a path is handed through. */
  private static final int DEEPEST = 3;

  private final Project project;
  private final Mentions mentions;
  private final Callers callers;
  private final Memo<Asked, List<Site>> sites;

  /**
   * A place that gets what a configuration holds.
   *
   * @param start an expression that gives it, or a function whose first parameter is given it
   * @param isOpen whether keys are attributes there, too
   * @param isOfFile whether it is this configuration; unknown where a user names the file
   * @param reader how the code calls what reads it
   */
  record Load(SourceModule module, Node start, boolean isOpen, Proof isOfFile, String reader) {}

  /**
   * The same for any configuration, with what is known of the file that is read.
   *
   * @param named the file of the code that names it
   */
  private record Site(
      SourceModule module,
      Expr value,
      SourceModule named,
      ConfigPaths.Known path,
      boolean isOpen,
      String reader) {}

  /** What is asked once for all configurations of a project: who reads them by a library. */
  private record Asked(Path folder, String word) {}

  ConfigLoads(Project project, Mentions mentions, Callers callers) {
    this.project = project;
    this.mentions = mentions;
    this.callers = callers;
    this.sites = new Memo<>(project.files());
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
      case YAML ->
          Stream.concat(
                  all(config, ConfigReaders.PYYAML, ConfigReaders::isPyYaml).stream(),
                  all(config, ConfigReaders.OMEGACONF, ConfigReaders::isOmegaConf).stream())
              .toList();
      case JSON -> all(config, ConfigReaders.JSON, ConfigReaders::isJson);
      case TOML -> all(config, ConfigReaders.TOML, ConfigReaders::isToml);
      case PYTHON, NOTEBOOK, JAVA, REQUIREMENTS -> List.of();
    };
  }

  /** The configurations that the code around a file reads and names. */
  List<SourceModule> named(SourceModule near) {
    return Stream.of(
            sitesAround(near, ConfigReaders.PYYAML, ConfigReaders::isPyYaml),
            sitesAround(near, ConfigReaders.OMEGACONF, ConfigReaders::isOmegaConf),
            sitesAround(near, ConfigReaders.JSON, ConfigReaders::isJson),
            sitesAround(near, ConfigReaders.TOML, ConfigReaders::isToml))
        .flatMap(List::stream)
        .flatMap(site -> named(site).stream())
        .filter(config -> config.file().language().isData())
        .distinct()
        .toList();
  }

  private static Optional<SourceModule> named(Site site) {
    try {
      return site.path() instanceof ConfigPaths.Known.End(String end)
          ? site.named().fileAt(Path.of(end))
          : Optional.empty();
    } catch (InvalidPathException other) {
      return Optional.empty();
    }
  }

  private List<Site> sitesAround(SourceModule near, String word, Predicate<String> isReader) {
    Path folder = project.projectRoot(near.path()).orElseGet(() -> near.path().resolveSibling(""));
    return sites.get(new Asked(folder, word), asked -> sites(near, word, isReader));
  }

  private List<Load> all(SourceModule config, String word, Predicate<String> isReader) {
    List<Site> all = sitesAround(config, word, isReader);
    // A user may name any file, also one that another reader is for.
    boolean isOnlyReader =
        ConfigReaders.OTHERS.stream().noneMatch(each -> isMentioned(each, config));
    List<Load> found = new ArrayList<>();
    for (Site site : all) {
      Proof isOfFile = ConfigPaths.isOf(config.path(), site.path(), site.named().path());
      if (isOfFile == Proof.YES || (isOfFile == Proof.UNKNOWN && isOnlyReader)) {
        found.add(new Load(site.module(), site.value(), site.isOpen(), isOfFile, site.reader()));
      }
    }
    return found;
  }

  private List<Site> sites(SourceModule near, String word, Predicate<String> isReader) {
    List<Site> found = new ArrayList<>();
    for (Path file : mentions.filesWith(word, near).orElse(List.of())) {
      project.module(file).filter(m -> !m.isTest()).ifPresent(m -> loads(m, isReader, found));
    }
    return List.copyOf(found);
  }

  /** Whether a word stands in some code of the project. */
  boolean isMentioned(String word, SourceModule config) {
    return mentions
        .filesWith(word, config)
        .filter(files -> files.stream().allMatch(config.path()::equals))
        .isEmpty();
  }

  private void loads(SourceModule module, Predicate<String> isReader, List<Site> to) {
    CodeCalls.each(
        module,
        (call, name) -> {
          if (isReader.test(name) && isPlain(call, module)) {
            Site site =
                new Site(
                    module,
                    call,
                    module,
                    new ConfigPaths.Known.Nothing(),
                    ConfigReaders.isOmegaConf(name),
                    CodeCalls.text(call.callee(), module));
            CodeCalls.argument(call, ConfigReaders.SOURCE)
                .ifPresent(source -> follow(site, source, module, 0, to));
          }
        });
  }

  /** Whether the loader is one of PyYAML's own, or the decoder the one that Python has. */
  private static boolean isPlain(Expr.Call call, SourceModule module) {
    boolean isOfOwnLoader =
        CodeCalls.argument(call, ConfigReaders.LOADER)
            .filter(
                loader ->
                    CodeCalls.library(loader, module)
                        .filter(ConfigReaders::isPyYamlLoader)
                        .isEmpty())
            .isPresent();
    return !isOfOwnLoader && call.keyword(ConfigReaders.DECODER).isEmpty();
  }

  /** From what is read to where it is named: the call of the function that is told the name. */
  private void follow(Site site, Expr path, SourceModule at, int depth, List<Site> to) {
    ConfigPaths.Known known = new ConfigPaths(at).of(path);
    if (!(known instanceof ConfigPaths.Known.Given(FunctionEntity function, String parameter))
        || depth == DEEPEST) {
      to.add(new Site(site.module(), site.value(), at, known, site.isOpen(), site.reader()));
      return;
    }
    boolean isGivenBack = site.module() == function.module() && isGivenBack(site.value(), function);
    for (Callers.Caller caller : callers.of(function)) {
      Site from =
          isGivenBack
              ? new Site(caller.module(), caller.call(), at, known, site.isOpen(), site.reader())
              : site;
      argument(caller.call(), function, parameter)
          .ifPresent(given -> follow(from, given, caller.module(), depth + 1, to));
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

  /** Whether a function of a file returns a value, and nothing else. */
  private static boolean isGivenBack(Expr given, FunctionEntity function) {
    List<Expr> results = new ArrayList<>();
    Tree.walk(
        function.node(),
        node -> {
          if (node instanceof Stmt.Return result) {
            result.value().ifPresent(results::add);
          }
        });
    return results.size() == 1
        && (results.getFirst().id() == given.id()
            || CodeCalls.onlyValue(results.getFirst(), function.module())
                .filter(only -> only.id() == given.id())
                .isPresent());
  }
}
