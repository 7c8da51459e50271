package dev.tensorvet.review;

import static java.util.stream.Collectors.toSet;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.CommandLines;
import dev.tensorvet.framework.ConfigForm;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.review.Setting.Source;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Collects the values that steer programs: where each comes from, and where it is read. */
final class SettingsTable {

  private static final Set<Role> TUNED =
      Set.of(Role.OPTIMIZER, Role.SCHEDULER, Role.LOADER, Role.TRAINER);

  private static final Pattern EPOCHS = Pattern.compile("range\\((?:\\d+\\s*,\\s*)?(\\d+)\\)$");

  private static final Pattern CONFIGURATION =
      Pattern.compile("(?i).*(?:config|cfg|args|arguments|options|params|hparams|settings).*");

  private static final Pattern HOLDER =
      Pattern.compile("(?i).*(?:default|config|cfg|hparams|settings|hyper).*");

  private final Collection<FileSurvey> surveys;
  private final Reach reach;

  /** The files that only set values. */
  private final Set<FileSurvey> setting = new HashSet<>();

  /** Where members and keys are read, by their names; those of tests apart. */
  private final Map<String, List<Readings.Read>> reads = new HashMap<>();

  private final Map<FileSurvey, Map<Node, Set<String>>> holders = new HashMap<>();
  private final Map<FileSurvey, Set<SourceFile>> together = new HashMap<>();
  private final List<Setting> settings = new ArrayList<>();
  private final Set<Place> told = new HashSet<>();

  private SettingsTable(Reach reach) {
    this.surveys = reach.all();
    this.reach = reach;
    Set<String> keeping = new HashSet<>();
    surveys.forEach(survey -> keeping.addAll(survey.readings().kept()));
    for (FileSurvey survey : surveys) {
      if (onlySets(survey)) {
        setting.add(survey);
      }
      if (!survey.isTest()) {
        Readings readings = survey.readings();
        for (String name : readings.names(keeping)) {
          reads.computeIfAbsent(name, n -> new ArrayList<>()).addAll(readings.of(name, keeping));
        }
      }
    }
  }

  static List<Setting> of(Reach reach, List<ConfigFile> configs, List<Program> programs) {
    SettingsTable table = new SettingsTable(reach);
    for (FileSurvey survey : reach.all()) {
      if (!survey.isTest() && !survey.isSetup()) {
        table.options(survey);
        table.classes(survey);
        table.constants(survey);
        survey.calls().forEach(call -> table.given(call, survey));
        survey.members().forEach(member -> table.member(member, survey));
      }
    }
    configs.forEach(table::file);
    programs.forEach(table::code);
    return table.settings;
  }

  private void add(String name, String value, Source source, Place place, List<Place> uses) {
    if (told.add(place)) {
      Set<String> lines = new HashSet<>();
      List<Place> each =
          uses.stream()
              .filter(
                  use ->
                      lines.add(
                          use.file().path() + ":" + use.file().lines().line(use.span().start())))
              .toList();
      settings.add(new Setting(name, value, source, place, each));
    }
  }

  // --- the command line

  private void options(FileSurvey survey) {
    List<EntryPoint.Option> declared = EntryPoints.declared(survey);
    Set<FileSurvey> readers = declared.isEmpty() ? Set.of() : reach.together(survey);
    for (EntryPoint.Option option : declared) {
      add(
          option.destination(),
          option.value().orElse(option.isRequired() ? "required" : "None"),
          Source.COMMAND_LINE,
          option.place(),
          OptionReads.of(survey, option.destination(), readers));
    }
  }

  /** Where the code reads a member or key of this name. */
  private List<Place> reads(String name) {
    return reads.getOrDefault(name, List.of()).stream().map(Readings.Read::place).toList();
  }

  /** Where the code reads a field of a class, or of what it does not say the class of. */
  private List<Place> reads(String field, ClassEntity owner) {
    return reads.getOrDefault(field, List.of()).stream()
        .filter(
            read -> {
              List<ClassEntity> types = read.types();
              return types.isEmpty()
                  ? !read.isOfCommandLine()
                  : types.stream().anyMatch(type -> OwnerTypes.areRelated(type, owner));
            })
        .map(Readings.Read::place)
        .toList();
  }

  // --- classes and constants

  private void classes(FileSurvey survey) {
    for (ClassEntity type : survey.module().classes()) {
      if (!isConfiguration(type.node())) {
        continue;
      }
      List<Place> target = target(type.node(), survey);
      for (Stmt field : type.node().body()) {
        if (field instanceof Stmt.AnnAssign assign
            && assign.target() instanceof Expr.Name name
            && assign.value().isPresent()
            && !isTarget(name.name())) {
          List<Place> uses = reads(name.name(), type);
          add(
              name.name(),
              survey.view().line(assign.value().get()),
              Source.CLASS,
              survey.view().place(assign),
              uses.isEmpty() ? target : uses);
        }
      }
    }
  }

  /** Where a class names what is called with its fields. */
  private static List<Place> target(Stmt.ClassDef type, FileSurvey survey) {
    return type.body().stream()
        .filter(
            field ->
                field instanceof Stmt.AnnAssign assign
                    && assign.target() instanceof Expr.Name name
                    && isTarget(name.name()))
        .map(field -> survey.view().place(field))
        .toList();
  }

  private static boolean isTarget(String field) {
    return ConfigForm.all().stream()
        .anyMatch(form -> form.word().isEmpty() && form.target().equals(field));
  }

  private static boolean isConfiguration(Stmt.ClassDef type) {
    return (CONFIGURATION.matcher(type.name()).matches() || type.name().endsWith("Conf"))
        && type.body().stream().anyMatch(Stmt.AnnAssign.class::isInstance);
  }

  /** {@code HParams(batch_size=64)}: what is given by name, where it is read by that name. */
  private void given(Expr.Call call, FileSurvey survey) {
    boolean isDict = CodeView.name(call).equals("dict");
    if (Readings.keeps(CodeView.name(call)) || (isDict && isForSettings(call, survey))) {
      for (Node.Keyword keyword : call.keywords()) {
        keyword
            .name()
            .filter(name -> CodeView.isLiteral(keyword.value()) && !reads(name).isEmpty())
            .ifPresent(name -> constant(name, keyword.value(), survey, reads(name)));
      }
    }
  }

  /** {@code c = CfgNode(); c.data.size = 3}: what a new object that holds settings is given. */
  private void member(Stmt.Assign assign, FileSurvey survey) {
    List<String> path = new ArrayList<>();
    Expr owner = assign.targets().getFirst();
    while (owner instanceof Expr.Attribute member) {
      path.addFirst(member.name());
      owner = member.value();
    }
    List<Place> uses = reads(path.getLast());
    if (owner instanceof Expr.Name name && !uses.isEmpty() && isHolder(name, survey)) {
      constant(String.join(".", path), assign.value(), survey, uses);
    }
  }

  /** Whether a name is given what a call makes that holds settings, where it stands. */
  private boolean isHolder(Expr.Name name, FileSurvey survey) {
    Tree tree = survey.module().tree();
    Node scope = tree.enclosingScope(name).orElse(tree.root());
    Map<Node, Set<String>> ofFile = holders.computeIfAbsent(survey, s -> new IdentityHashMap<>());
    return ofFile.computeIfAbsent(scope, node -> holders(node, survey)).contains(name.name());
  }

  private static Set<String> holders(Node scope, FileSurvey survey) {
    Set<String> names = new HashSet<>();
    Tree.walk(
        scope,
        node -> {
          if (node instanceof Stmt.Assign made
              && made.targets().getFirst() instanceof Expr.Name target
              && made.value() instanceof Expr.Call call
              && makesHolder(call, survey)) {
            names.add(target.name());
          }
        });
    return names;
  }

  private static boolean makesHolder(Expr.Call call, FileSurvey survey) {
    boolean isName = call.callee() instanceof Expr.Name || call.callee() instanceof Expr.Attribute;
    String made =
        isName && survey.module().resolve(call.callee()) instanceof ClassEntity type
            ? type.name()
            : survey.view().text(call.callee());
    return HOLDER.matcher(made).matches()
        || Readings.keeps(made)
        || CommandLines.parses(CodeView.name(call));
  }

  /** Whether what a dict is called, or the function that makes it, says that it holds settings. */
  private static boolean isForSettings(Expr.Call dict, FileSurvey survey) {
    Stream<String> targets =
        survey.module().tree().parent(dict).stream()
            .filter(Stmt.Assign.class::isInstance)
            .flatMap(assign -> ((Stmt.Assign) assign).targets().stream())
            .map(CodeView::lastWord);
    return Stream.concat(targets, survey.view().function(dict).stream())
        .anyMatch(name -> HOLDER.matcher(name).matches());
  }

  /** Adds a value that the code writes, with where the programs read it that it is a part of. */
  private void constant(String name, Expr value, FileSurvey survey, List<Place> uses) {
    Set<SourceFile> near =
        together.computeIfAbsent(
            survey,
            file -> reach.together(file).stream().map(f -> f.module().file()).collect(toSet()));
    List<Place> here = uses.stream().filter(use -> near.contains(use.file())).toList();
    if (!here.isEmpty()) {
      add(name, survey.view().line(value), Source.CONSTANT, survey.view().place(value), here);
    }
  }

  /** {@code voc = {"max_iter": 120000}}: what is kept by keys, where it is read by them. */
  private void kept(String path, Expr.Dict dict, FileSurvey survey) {
    for (Node.DictItem item : dict.items()) {
      if (item.key().orElse(item.value()) instanceof Expr.StringLiteral key
          && item.key().isPresent()) {
        String whole = path + "." + key.value();
        List<Place> uses = reads(key.value());
        if (item.value() instanceof Expr.Dict inner) {
          kept(whole, inner, survey);
        } else if (CodeView.isLiteral(item.value()) && !uses.isEmpty()) {
          constant(whole, item.value(), survey, uses);
        }
      }
    }
  }

  /** Whether the top level of a file gives a name a value of its own. */
  private static boolean assigns(FileSurvey survey, String name) {
    return survey.module().tree().root().body().stream()
        .anyMatch(
            statement ->
                statement instanceof Stmt.Assign assign
                    && assign.targets().stream()
                        .anyMatch(t -> t instanceof Expr.Name n && n.name().equals(name)));
  }

  /** What loops or functions of a file give other values: the best loss so far is no setting. */
  private static Set<String> changing(Node root) {
    Set<String> names = new HashSet<>();
    Tree.walkWhere(
        root,
        node -> {
          switch (node) {
            case Stmt.For loop -> Tree.walk(loop, each -> changed(each, names));
            case Stmt.While loop -> Tree.walk(loop, each -> changed(each, names));
            case Stmt.FunctionDef function ->
                Tree.walk(
                    function,
                    each -> {
                      if (each instanceof Stmt.Global global) {
                        names.addAll(global.names());
                      }
                    });
            default -> {}
          }
          return !(node instanceof Stmt.FunctionDef
              || node instanceof Stmt.ClassDef
              || node instanceof Stmt.For
              || node instanceof Stmt.While);
        });
    return names;
  }

  private static void changed(Node node, Set<String> names) {
    if (node instanceof Stmt.Assign assign) {
      assign.targets().forEach(target -> names.add(CodeView.lastWord(target)));
    } else if (node instanceof Stmt.AugAssign assign) {
      names.add(CodeView.lastWord(assign.target()));
    }
  }

  /** Constants at the top of a file that is run, or that holds nothing else. */
  private void constants(FileSurvey survey) {
    boolean isMeant =
        survey.main().isPresent()
            || CONFIGURATION.matcher(survey.path()).matches()
            || survey.courses().stream()
                .anyMatch(course -> course.start().isEmpty() && course.steps());
    if (!isMeant) {
      return;
    }
    Set<String> changing = changing(survey.module().tree().root());
    for (Stmt statement : survey.module().tree().root().body()) {
      if (statement instanceof Stmt.Assign assign
          && assign.targets().size() == 1
          && assign.targets().getFirst() instanceof Expr.Name name
          && assign.value() instanceof Expr.Dict dict) {
        kept(name.name(), dict, survey);
      }
      if (statement instanceof Stmt.Assign assign
          && assign.targets().size() == 1
          && assign.targets().getFirst() instanceof Expr.Name name
          && CodeView.isLiteral(assign.value())
          && !name.name().startsWith("__")
          && !changing.contains(name.name())) {
        List<Place> uses =
            (survey.main().isEmpty() && setting.contains(survey) ? surveys : List.of(survey))
                .stream()
                    .filter(reading -> reading == survey || !setting.contains(reading))
                    .filter(reading -> reading == survey || !assigns(reading, name.name()))
                    .flatMap(reading -> reading.readings().ofName(name.name()).stream())
                    .filter(
                        place ->
                            place.file() != survey.module().file()
                                || !statement.span().contains(place.span()))
                    .toList();
        boolean isFlag = assign.value() instanceof Expr.StringLiteral && uses.isEmpty();
        if (!isFlag) {
          add(
              name.name(),
              survey.view().line(assign.value()),
              Source.CONSTANT,
              survey.view().place(assign),
              uses);
        }
      }
    }
  }

  // --- files

  private void file(ConfigFile config) {
    for (ConfigLeaf leaf : ConfigLeaf.in(config)) {
      List<Place> uses =
          leaf.target().map(at -> given(leaf, at, config)).orElseGet(() -> readsOfFile(leaf.key()));
      if (!uses.isEmpty()) {
        add(leaf.path(), leaf.value(), Source.FILE, new Place(config.file(), leaf.at()), uses);
      }
    }
  }

  /** Where the code reads a key of a file, as far as it is not surely an option. */
  private List<Place> readsOfFile(String key) {
    return reads.getOrDefault(key, List.of()).stream()
        .filter(read -> !read.isOfCommandLineAlone())
        .map(Readings.Read::place)
        .toList();
  }

  /** Where a call that a file names gets a value, and where the code that it calls reads it. */
  private List<Place> given(ConfigLeaf leaf, Span target, ConfigFile config) {
    List<Place> uses = new ArrayList<>();
    String name = config.file().text(target).replaceAll("[\"']", "");
    surveys.stream()
        .filter(survey -> name.startsWith(survey.module().name() + "."))
        .flatMap(survey -> survey.readings().of(leaf.key()).stream())
        .forEach(read -> uses.add(read.place()));
    if (uses.isEmpty() && !leaf.isNothing()) {
      uses.add(new Place(config.file(), target));
    }
    return uses;
  }

  // --- what is written where it is used

  private void code(Program program) {
    for (Program.Part part : program.parts()) {
      if (TUNED.contains(part.role())) {
        for (Program.Value value : part.values()) {
          boolean isSwitch = value.text().equals("True") || value.text().equals("False");
          if (value.isLiteral() && !isSwitch) {
            add(
                called(part) + "(" + value.name() + ")",
                value.text(),
                Source.CODE,
                value.place(),
                List.of());
          }
        }
      }
    }
    for (CourseItem.Act act : Courses.acts(program.course())) {
      if (act.doing() == Doing.CLIP) {
        clip(act.place());
      }
    }
    for (CourseItem.Loop loop : Courses.around(program.course(), Set.of(Doing.STEP))) {
      Matcher range = EPOCHS.matcher(loop.head());
      if (range.find()) {
        int start = loop.place().span().start();
        add(
            loop.head().substring(0, range.start()).replaceAll("^for\\s+|\\s+in\\s*$", "")
                + " (turns of a loop)",
            range.group(1),
            Source.CODE,
            new Place(loop.place().file(), new Span(start, start)),
            List.of());
      }
    }
  }

  /** What gradients are clipped to, where the call says it. */
  private void clip(Place place) {
    surveys.stream()
        .filter(survey -> survey.module().file() == place.file())
        .findFirst()
        .ifPresent(
            survey ->
                survey.view().callAt(place.span()).ifPresent(call -> clip(call, survey.view())));
  }

  private void clip(Expr.Call call, CodeView view) {
    call.arguments().stream()
        .skip(Optimizers.BOUND.position())
        .findFirst()
        .or(() -> call.keyword(Optimizers.BOUND.name()))
        .filter(CodeView::isLiteral)
        .ifPresent(
            bound ->
                add(
                    CodeView.name(call) + "(" + Optimizers.BOUND.name() + ")",
                    view.line(bound),
                    Source.CODE,
                    view.place(bound),
                    List.of()));
  }

  private static String called(Program.Part part) {
    String code = part.code();
    int end = code.indexOf('(');
    String callee = end > 0 ? code.substring(0, end) : code;
    return callee.substring(callee.lastIndexOf('.') + 1);
  }

  /** Whether a file looks like one that configures a program. */
  static boolean isConfiguration(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return CONFIGURATION.matcher(name).matches() || name.contains("conf/");
  }

  /** Whether a Python file's own code only sets values. */
  static boolean onlySets(FileSurvey survey) {
    List<Stmt> body = survey.module().tree().root().body();
    long sets =
        body.stream()
            .filter(
                statement ->
                    (statement instanceof Stmt.Assign assign && isPlain(assign.value()))
                        || statement instanceof Stmt.AnnAssign
                        || (statement instanceof Stmt.ClassDef type && isConfiguration(type))
                        || isOption(statement, survey))
            .count();
    long others =
        body.stream()
            .filter(
                s ->
                    s instanceof Stmt.FunctionDef
                        || (s instanceof Stmt.ClassDef type && !isConfiguration(type))
                        || s instanceof Stmt.For
                        || s instanceof Stmt.While)
            .count();
    return sets > 2 && others == 0 && 2 * sets > body.size();
  }

  private static boolean isPlain(Expr value) {
    return CodeView.isLiteral(value)
        || value instanceof Expr.Dict
        || value instanceof Expr.ListExpr
        || (value instanceof Expr.Call call
            && CONFIGURATION.matcher(CodeView.name(call)).matches());
  }

  private static boolean isOption(Stmt statement, FileSurvey survey) {
    return survey.commandLine().options().stream()
        .anyMatch((Node option) -> statement.span().contains(option.span()));
  }
}
