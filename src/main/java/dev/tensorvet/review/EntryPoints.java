package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.framework.CommandLines;
import dev.tensorvet.reader.query.CommandFunction;
import dev.tensorvet.review.EntryPoint.Option;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Language;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the files that are run, and what their command lines take. */
final class EntryPoints {

  /** The options of a program are declared in its file, or in one not far from it. */
  private static final int MOST_FILES = 30;

  /** What does less at its top level is a module that sets itself up. */
  private static final int FEWEST_ACTS = 3;

  private final Map<SourceModule, FileSurvey> surveys;
  private final Reach reach;
  private final Starts starts;
  private final Set<SourceModule> imported = new HashSet<>();

  EntryPoints(Map<SourceModule, FileSurvey> surveys, Reach reach, Starts starts) {
    this.surveys = surveys;
    this.reach = reach;
    this.starts = starts;
    surveys.keySet().forEach(module -> imported.addAll(reach.imports(module)));
  }

  List<EntryPoint> all() {
    List<EntryPoint> entries = new ArrayList<>();
    starts.installed().forEach(command -> entries.add(entry(command)));
    for (FileSurvey survey : surveys.values()) {
      if (!survey.isTest() && !survey.isSetup() && isEntry(survey)) {
        entries.add(entry(survey));
      }
    }
    return entries;
  }

  private boolean isEntry(FileSurvey survey) {
    return survey.main().isPresent()
        || !starts.of(survey).isEmpty()
        || survey.module().file().language() == Language.NOTEBOOK
        || survey.courses().stream().anyMatch(EntryPoints::isScriptThatDoes)
        || survey.module().tree().root().body().stream().anyMatch(statement -> parses(statement))
        || isPlainScript(survey);
  }

  /**
   * Whether a file is written to be run though nothing says so: nobody imports it or names it, and
   * its own code goes through things and tells of it, or is all that there is and ends in an act.
   */
  private boolean isPlainScript(FileSurvey survey) {
    List<Stmt> body = survey.module().tree().root().body();
    long acts =
        body.stream()
            .filter(
                s ->
                    s instanceof Stmt.For
                        || s instanceof Stmt.While
                        || s instanceof Stmt.With
                        || isCall(s))
            .count();
    boolean isAllActs =
        !body.isEmpty()
            && isCall(body.getLast())
            && body.stream()
                .noneMatch(s -> s instanceof Stmt.FunctionDef || s instanceof Stmt.ClassDef);
    return (isAllActs || (acts >= FEWEST_ACTS && body.stream().anyMatch(EntryPoints::tells)))
        && !survey.path().endsWith("__init__.py")
        && !imported.contains(survey.module())
        && surveys.values().stream()
            .noneMatch(other -> isNamed(survey, other.module().file().text()));
  }

  /** Whether a text of another file names a file, to read it and run it in place. */
  private static boolean isNamed(FileSurvey survey, String text) {
    String name = survey.path().substring(survey.path().lastIndexOf('/') + 1);
    return text.contains(name + "'") || text.contains(name + "\"");
  }

  private static boolean isCall(Stmt statement) {
    return statement instanceof Stmt.ExprStmt e && e.value() instanceof Expr.Call;
  }

  private static boolean tells(Stmt statement) {
    return statement instanceof Stmt.ExprStmt e
        && e.value() instanceof Expr.Call call
        && CodeView.name(call).equals("print");
  }

  /** Whether a file's own code trains or runs a model, so that to run the file does. */
  private static boolean isScriptThatDoes(ProgramCourse course) {
    return course.start().isEmpty() && !course.actions().isEmpty();
  }

  private static boolean parses(Stmt statement) {
    return statement instanceof Stmt.Assign assign
        && assign.value() instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute
        && CommandLines.parses(CodeView.name(call));
  }

  private EntryPoint entry(FileSurvey survey) {
    boolean isNotebook = survey.module().file().language() == Language.NOTEBOOK;
    List<Option> options = isNotebook ? List.of() : options(survey);
    return new EntryPoint(
        survey.main().orElse(survey.start()),
        isNotebook ? EntryPoint.Kind.NOTEBOOK : EntryPoint.Kind.SCRIPT,
        isNotebook ? "jupyter notebook " + quoted(survey.path()) : command(survey, options),
        survey.view().about(),
        options,
        starts.of(survey),
        note(survey));
  }

  private static String note(FileSurvey survey) {
    return survey.commandLine().readsConfiguration()
        ? "its settings come from configuration files"
        : "";
  }

  private EntryPoint entry(Starts.Installed command) {
    FileSurvey survey = command.survey();
    List<Option> options = options(survey);
    return new EntryPoint(
        Optional.ofNullable(survey.definitions().get(command.function()))
            .map(survey.view()::place)
            .orElseGet(survey::start),
        EntryPoint.Kind.COMMAND,
        withNeeded(survey, command.name(), options),
        survey.view().about(),
        options,
        List.of(command.start()),
        note(survey));
  }

  /** How the file is run from here, with what it cannot do without. */
  private static String command(FileSurvey survey, List<Option> options) {
    boolean isPartOfPackage =
        survey.module().tree().root().body().stream()
            .anyMatch(s -> s instanceof Stmt.ImportFrom from && from.level() > 0);
    String path = survey.path();
    return withNeeded(survey, isPartOfPackage ? module(survey) : "python " + quoted(path), options);
  }

  /** A module is run from the folder that its package lies in. */
  private static String module(FileSurvey survey) {
    String name = survey.module().name();
    String end = name.replace('.', '/') + ".py";
    String path = survey.path();
    String folder = path.endsWith("/" + end) ? path.substring(0, path.length() - end.length()) : "";
    String start = "python -m " + name;
    return folder.isEmpty() ? start : "cd " + quoted(folder) + " && " + start;
  }

  /** With what the program cannot do without; what its subcommands need is theirs. */
  private static String withNeeded(FileSurvey survey, String start, List<Option> options) {
    if (!survey.commandLine().subcommands().isEmpty()) {
      String commands = String.join(",", survey.commandLine().subcommands());
      return start
          + (survey.commandLine().subcommands().size() > 1
              ? " {" + commands + "} …"
              : " " + commands + " …");
    }
    String needed =
        options.stream()
            .filter(Option::isRequired)
            .map(EntryPoints::asTyped)
            .collect(Collectors.joining(" "));
    return needed.isEmpty() ? start : start + " " + needed;
  }

  private static String asTyped(Option option) {
    String value = option.destination().toUpperCase(Locale.ROOT);
    return option.isPositional() ? value : option.names().getFirst() + " " + value;
  }

  private static String quoted(String path) {
    return path.matches("[\\w./+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  // --- options

  private List<Option> options(FileSurvey entry) {
    boolean readsHere =
        reached(entry.module()).stream()
            .map(surveys::get)
            .anyMatch(s -> s != null && s.commandLine().isRead());
    List<Option> options = new ArrayList<>();
    if (readsHere) {
      for (SourceModule module : reached(entry.module())) {
        FileSurvey survey = surveys.get(module);
        if (survey != null) {
          options.addAll(declared(survey));
          survey.commandLine().optionClasses().forEach(type -> options.addAll(fields(type)));
        }
      }
    }
    return options;
  }

  private Set<SourceModule> reached(SourceModule from) {
    FileSurvey own = surveys.get(from);
    if (own != null && own.commandLine().inheritsOptions()) {
      Set<SourceModule> families = new LinkedHashSet<>(Set.of(from));
      reach.imports(from).stream()
          .filter(module -> surveys.containsKey(module))
          .forEach(families::add);
      return families;
    }
    if (own != null
        && (!own.commandLine().options().isEmpty()
            || !own.commandLine().functions().isEmpty()
            || !own.commandLine().optionClasses().isEmpty())) {
      return Set.of(from);
    }
    Set<SourceModule> seen = new LinkedHashSet<>(Set.of(from));
    Deque<SourceModule> ahead = new ArrayDeque<>(seen);
    while (!ahead.isEmpty() && seen.size() < MOST_FILES) {
      for (SourceModule imported : reach.imports(ahead.pop())) {
        FileSurvey survey = surveys.get(imported);
        // What has a start of its own has options of its own.
        if (survey != null && survey.main().isEmpty() && seen.add(imported)) {
          ahead.add(imported);
        }
      }
    }
    return seen;
  }

  /** The options that a file declares. */
  static List<Option> declared(FileSurvey survey) {
    return Stream.concat(
            survey.commandLine().options().stream().flatMap(call -> option(call, survey).stream()),
            survey.commandLine().functions().stream()
                .flatMap(function -> function.options().stream())
                .map(option -> parameter(option, survey.view())))
        .toList();
  }

  /** A parameter of a function that is called with the command line. */
  private static Option parameter(CommandFunction.Option option, CodeView view) {
    return new Option(
        option.names(),
        option.parameter(),
        option.type().map(view::line),
        option.value().map(view::line),
        option.value().isEmpty(),
        Optional.empty(),
        "",
        view.place(option.declared()));
  }

  /** The fields of a class that a command line is read into. */
  private static List<Option> fields(ClassEntity type) {
    CodeView view = new CodeView(type.module());
    List<Option> options = new ArrayList<>();
    for (Stmt statement : type.node().body()) {
      if (statement instanceof Stmt.AnnAssign field && field.target() instanceof Expr.Name name) {
        options.add(
            new Option(
                List.of("--" + name.name().replace('_', '-')),
                name.name(),
                Optional.of(view.line(field.annotation())),
                field.value().map(view::line),
                field.value().isEmpty(),
                Optional.empty(),
                "",
                view.place(field)));
      }
    }
    return options;
  }

  private static Optional<Option> option(Expr.Call call, FileSurvey survey) {
    CodeView view = survey.view();
    List<String> names = new ArrayList<>();
    boolean isFlag = view.library(call.callee()).filter(CommandLines::declaresFlag).isPresent();
    for (Expr argument : call.arguments()) {
      if (argument instanceof Expr.StringLiteral text && (names.isEmpty() || !isFlag)) {
        names.add(isFlag ? "--" + text.value() : text.value());
      }
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> action = literal(call, "action");
    boolean isSwitch = action.filter(CommandLines::isSwitch).isPresent();
    String destination = literal(call, "dest").orElseGet(() -> destination(names));
    Optional<String> value =
        laterDefault(call, destination, survey)
            .or(() -> call.keyword("default"))
            .or(() -> isFlag ? call.arguments().stream().skip(1).findFirst() : Optional.empty())
            .map(view::line)
            .or(
                () ->
                    isSwitch
                        ? Optional.of(action.get().equals("store_false") ? "True" : "False")
                        : Optional.empty());
    boolean isRequired =
        call.keyword("required")
            .filter(v -> v instanceof Expr.BooleanLiteral flag && flag.value())
            .isPresent();
    boolean isPositional = !names.getFirst().startsWith("-");
    return Optional.of(
        new Option(
            names,
            destination,
            isSwitch ? Optional.of("switch") : call.keyword("type").map(view::line),
            value,
            isRequired || (isPositional && value.isEmpty() && !mayBeLeftOut(call)),
            call.keyword("choices").map(view::line),
            literal(call, "help").map(CodeView::firstSentence).orElse(""),
            view.place(call)));
  }

  /** The last value that the same parser is given for an option after that is declared. */
  private static Optional<Expr> laterDefault(
      Expr.Call option, String destination, FileSurvey survey) {
    return survey.commandLine().defaults().stream()
        .filter(call -> call.start() > option.start())
        .filter(call -> parser(call, survey.view()).equals(parser(option, survey.view())))
        .flatMap(call -> call.keyword(destination).stream())
        .reduce((earlier, later) -> later);
  }

  private static String parser(Expr.Call call, CodeView view) {
    return call.callee() instanceof Expr.Attribute method ? view.text(method.value()) : "";
  }

  private static boolean mayBeLeftOut(Expr.Call call) {
    return literal(call, "nargs")
        .or(() -> call.keyword("nargs").map(CodeView::lastWord))
        .filter(CommandLines::mayBeNone)
        .isPresent();
  }

  private static Optional<String> literal(Expr.Call call, String keyword) {
    return call.keyword(keyword)
        .filter(Expr.StringLiteral.class::isInstance)
        .map(value -> ((Expr.StringLiteral) value).value());
  }

  /** As argparse makes it: of the first long name. */
  private static String destination(List<String> names) {
    String name =
        names.stream().filter(n -> n.startsWith("--")).findFirst().orElse(names.getFirst());
    return name.replaceAll("^-+", "").replace('-', '_');
  }
}
