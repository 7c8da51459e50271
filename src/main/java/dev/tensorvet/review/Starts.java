package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Launchers;
import dev.tensorvet.frontend.shell.ShellCommands;
import dev.tensorvet.frontend.shell.ShellCommands.Command;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds which programs the repository itself starts, and which commands it installs. */
final class Starts {

  private static final int LONGEST = 240;

  private static final String MANUAL = ".md";

  /** The name of a program without a folder. */
  private static final Pattern BARE = Pattern.compile("[\\w-]+\\.py");

  private static final Pattern MODULE = Pattern.compile("[A-Za-z_][\\w.]*");

  /** {@code name = package.module:function}. */
  private static final Pattern INSTALLED =
      Pattern.compile("\\s*([\\w.-]+)\\s*=\\s*([\\w.]+)\\s*:\\s*([\\w.]+).*");

  /**
   * A command that the package installs.
   *
   * @param function that it calls
   */
  record Installed(String name, FileSurvey survey, String function, Start start) {}

  private final Collection<FileSurvey> surveys;
  private final Map<Path, FileSurvey> byPath = new LinkedHashMap<>();
  private final Map<FileSurvey, List<Start>> started = new LinkedHashMap<>();
  private final Map<String, Installed> installed = new LinkedHashMap<>();

  private Starts(Collection<FileSurvey> surveys) {
    this.surveys = surveys;
    surveys.forEach(survey -> byPath.put(survey.module().path(), survey));
  }

  /**
   * @param root the folder that is reviewed
   */
  static Starts of(
      Collection<FileSurvey> surveys, List<StartFile> files, List<ConfigFile> configs, Path root) {
    Starts starts = new Starts(surveys);
    for (FileSurvey survey : surveys) {
      if (survey.isSetup()) {
        starts.setup(survey);
      }
    }
    configs.forEach(starts::metadata);
    for (StartFile file : files) {
      if (file.path().endsWith("setup.cfg")) {
        starts.table(file.file());
      } else {
        starts.commands(file, root);
      }
    }
    return starts;
  }

  /** How the repository starts a file, in the order of the files that do. */
  List<Start> of(FileSurvey survey) {
    return started.getOrDefault(survey, List.of());
  }

  Collection<Installed> installed() {
    return installed.values();
  }

  // --- commands of a shell

  private void commands(StartFile file, Path root) {
    Path folder = file.path().resolveSibling("");
    List<Path> folders = new ArrayList<>(List.of(root, folder));
    for (Command command : ShellCommands.of(file.file())) {
      List<String> words = Launchers.withoutPrefix(command.words());
      if (words.size() == 2 && words.getFirst().equals("cd")) {
        path(folder, words.getLast()).ifPresent(folders::add);
        path(root, words.getLast()).ifPresent(folders::add);
      }
      boolean isStarted = words.size() > 1 && Launchers.startsProgram(words.getFirst());
      boolean isScript = !file.path().toString().endsWith(MANUAL);
      if (isStarted || isScript) {
        (isStarted ? program(words, folders) : byName(words))
            .ifPresent(
                survey ->
                    started
                        .computeIfAbsent(survey, s -> new ArrayList<>())
                        .add(new Start(shown(command.text()), command.place())));
      }
    }
  }

  private static String shown(String command) {
    String plain = command.replaceFirst("^[$%>]\\s+", "");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 1) + "…";
  }

  /** The first file of the project that a command names, or the module after {@code -m}. */
  private Optional<FileSurvey> program(List<String> words, List<Path> folders) {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      boolean isModule = words.get(i - 1).equals("-m") || words.get(i - 1).equals("--module");
      Optional<FileSurvey> found =
          isModule ? module(word) : word.endsWith(".py") ? file(word, folders) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * The program that a command of a script runs by its bare name, which the shell finds on its
   * path: as the command itself, or after what a variable says that starts it elsewhere.
   */
  private Optional<FileSurvey> byName(List<String> words) {
    List<String> named = words.stream().filter(word -> BARE.matcher(word).matches()).toList();
    boolean isRun =
        named.size() == 1
            && (words.getFirst().equals(named.getFirst()) || words.getFirst().startsWith("$"));
    return isRun
        ? only(named.getFirst()).filter(survey -> survey.main().isPresent())
        : Optional.empty();
  }

  private Optional<FileSurvey> file(String word, List<Path> folders) {
    for (Path folder : folders.reversed()) {
      Optional<FileSurvey> found =
          path(folder, word).flatMap(path -> Optional.ofNullable(byPath.get(path)));
      if (found.isPresent()) {
        return found;
      }
    }
    // Below a folder that only the script's reader knows: `$ROOT/tools/train.py`.
    int variable = word.lastIndexOf('$');
    int slash = word.indexOf('/', Math.max(variable, 0));
    String end = variable < 0 || slash < 0 ? word : word.substring(slash + 1);
    return only(end.replaceFirst("^(?:\\.{1,2}/)+", ""));
  }

  /** The one file whose path ends so. */
  private Optional<FileSurvey> only(String end) {
    Optional<Path> path = path(Path.of(""), end);
    List<FileSurvey> found =
        path.isEmpty()
            ? List.of()
            : surveys.stream().filter(s -> s.module().path().endsWith(path.get())).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static Optional<Path> path(Path folder, String word) {
    boolean isPlain = !word.isEmpty() && word.matches("[\\w./+ -]+");
    return isPlain ? Optional.of(folder.resolve(word).normalize()) : Optional.empty();
  }

  private Optional<FileSurvey> module(String name) {
    if (!MODULE.matcher(name).matches()) {
      return Optional.empty();
    }
    return surveys.stream()
        .filter(survey -> isNamed(survey.module(), name))
        .findFirst()
        .or(
            () ->
                surveys.stream()
                    .filter(survey -> isNamed(survey.module(), name + ".__main__"))
                    .findFirst());
  }

  private static boolean isNamed(SourceModule module, String name) {
    return module.name().equals(name) || module.name().endsWith("." + name);
  }

  // --- what a package installs

  /** {@code entry_points} of a {@code setup.py}: a mapping, or the text of a table. */
  private void setup(FileSurvey survey) {
    Tree tree = survey.module().tree();
    tree.walk(
        node -> {
          if (node instanceof Node.Keyword keyword
              && keyword.name().filter(name -> name.equals("entry_points")).isPresent()) {
            Tree.walk(
                keyword.value(),
                each -> {
                  if (each instanceof Expr.Dict dict) {
                    dict.items().stream()
                        .filter(item -> item.key().filter(Starts::isTable).isPresent())
                        .forEach(item -> declared(item.value(), survey));
                  }
                });
          }
        });
  }

  private static boolean isTable(Expr key) {
    return key instanceof Expr.StringLiteral text && Launchers.namesCommands(text.value());
  }

  private void declared(Expr list, FileSurvey survey) {
    Tree.walk(
        list,
        each -> {
          if (each instanceof Expr.StringLiteral text) {
            install(text.value(), survey.view().place(text));
          }
        });
  }

  /** {@code console_scripts} in the table of a {@code setup.cfg}. */
  private void table(SourceFile file) {
    boolean isTable = false;
    boolean isList = false;
    for (int line = 1; line <= file.lines().count(); line++) {
      int start = file.lines().start(line);
      String text = file.text().substring(start, file.lines().end(line)).stripTrailing();
      if (text.startsWith("[")) {
        isTable = text.equals("[options.entry_points]");
        isList = false;
      } else if (!text.isEmpty() && !Character.isWhitespace(text.charAt(0))) {
        isList = isTable && Launchers.namesCommands(text.split("=", 2)[0].strip());
      } else if (isList) {
        install(text, new Place(file, new Span(start, start + text.length())));
      }
    }
  }

  /** The scripts of a {@code pyproject.toml}. */
  private void metadata(ConfigFile config) {
    if (config.file().path().endsWith("pyproject.toml")) {
      scripts(config, "project", "scripts");
      scripts(config, "tool", "poetry", "scripts");
    }
  }

  private void scripts(ConfigFile config, String... way) {
    Optional<DataNode> at = Optional.of(config.root());
    for (String key : way) {
      at = at.flatMap(node -> node instanceof DataNode.Mapping m ? m.get(key) : Optional.empty());
    }
    if (at.isPresent() && at.get() instanceof DataNode.Mapping scripts) {
      scripts
          .entries()
          .forEach(
              (name, value) ->
                  scripts
                      .text(name)
                      .ifPresent(
                          target ->
                              install(
                                  name + " = " + target, new Place(config.file(), value.span()))));
    }
  }

  private void install(String declaration, Place place) {
    Matcher parts = INSTALLED.matcher(declaration);
    if (parts.matches()) {
      String name = parts.group(1);
      String function = parts.group(3);
      module(parts.group(2))
          .ifPresent(
              survey ->
                  installed.putIfAbsent(
                      name,
                      new Installed(
                          name, survey, function, new Start(declaration.strip(), place))));
    }
  }
}
