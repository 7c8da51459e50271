package dev.tensorvet.cli;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.diagnose.CodeBase;
import dev.tensorvet.diagnose.KnownValue;
import dev.tensorvet.engine.Policy;
import dev.tensorvet.engine.Recall;
import dev.tensorvet.engine.Workers;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Request;
import dev.tensorvet.review.Setting;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.workspace.Discovery;
import dev.tensorvet.workspace.DiskFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The code below a path, read when it is asked for. */
final class ProjectCode implements CodeBase {

  /** Of a larger project, the files that a log tells of are looked at, and what they import. */
  private static final int MOST_FILES = 60;

  private static final Pattern BATCH_SIZE =
      Pattern.compile(
          "(?i)(?:.*[._])?(?:per_device_)?(?:train_)?(?:micro_)?(?:batch_?size|bs)(?:_per_gpu)?");

  private final Console console;
  private final Path root;
  private final DiskFiles files;
  private final SettingsFiles settings;
  private final Tensorvet tensorvet;
  private final Map<Path, List<Interpretation>> traced = new HashMap<>();
  private final Map<List<Path>, List<Reported>> checked = new HashMap<>();
  private final Map<List<Path>, List<Setting>> known = new HashMap<>();
  private Optional<List<Path>> found = Optional.empty();

  ProjectCode(Console console, String path) {
    this.console = console;
    this.files = new DiskFiles(console.workingDirectory());
    this.root = Command.path(path, files);
    this.settings =
        new SettingsFiles(console.workingDirectory(), Optional.empty(), RulePages.load());
    this.tensorvet = new Tensorvet(files);
  }

  boolean isThere() {
    return Files.exists(root);
  }

  @Override
  public List<Path> files() {
    if (found.isEmpty()) {
      Discovery discovery =
          new Discovery(path -> settings.of(path).excludes(path), false, Inputs.PYTHON);
      found = Optional.of(discovery.find(List.of(root)));
    }
    return found.get();
  }

  @Override
  public Optional<SourceFile> source(Path file) {
    return tensorvet.source(file);
  }

  @Override
  public List<Interpretation> models(Path file) {
    return traced.computeIfAbsent(file, this::trace);
  }

  /** A model that cannot be followed says nothing. */
  private List<Interpretation> trace(Path of) {
    try {
      return Workers.each(
              List.of(of),
              file ->
                  tensorvet
                      .module(file)
                      .map(module -> tensorvet.models(module, Request.plain()))
                      .orElse(List.of()),
              1)
          .getFirst();
    } catch (IllegalStateException crashed) {
      return List.of();
    }
  }

  @Override
  public List<Place> optimizers(Path of) {
    return tensorvet.module(of).stream()
        .flatMap(module -> tensorvet.facts(module).all(OptimizerTrace.class).stream())
        .flatMap(trace -> trace.madeAt().stream())
        .distinct()
        .toList();
  }

  @Override
  public List<KnownValue> values(Place at, List<Path> near) {
    Span stretch = statement(at);
    return known(near).stream()
        .filter(
            setting ->
                setting.uses().stream()
                    .anyMatch(
                        use ->
                            use.file().path().equals(at.file().path())
                                && stretch.contains(use.span())))
        .map(ProjectCode::value)
        .toList();
  }

  @Override
  public List<KnownValue> batchSizes(List<Path> near) {
    return known(near).stream()
        .filter(setting -> !setting.uses().isEmpty())
        .filter(setting -> BATCH_SIZE.matcher(setting.name()).matches())
        .map(ProjectCode::value)
        .toList();
  }

  private List<Setting> known(List<Path> near) {
    List<Path> of = files().size() <= MOST_FILES ? files() : reached(near);
    return known.computeIfAbsent(of, each -> tensorvet.settings(each, configs()));
  }

  /** Files, and what they import. */
  private List<Path> reached(List<Path> from) {
    Set<Path> reached = new LinkedHashSet<>(from);
    Deque<Path> ahead = new ArrayDeque<>(from);
    while (!ahead.isEmpty() && reached.size() < MOST_FILES) {
      for (SourceModule imported :
          tensorvet.module(ahead.pop()).map(SourceModule::imports).orElse(List.of())) {
        if (reached.add(imported.path())) {
          ahead.add(imported.path());
        }
      }
    }
    return List.copyOf(reached);
  }

  private List<Path> configs() {
    return new Discovery(
            path -> settings.of(path).excludes(path),
            false,
            Set.of(Language.YAML, Language.JSON, Language.TOML))
        .find(List.of(root)).stream().filter(path -> !Files.isDirectory(path)).toList();
  }

  /** The statement that begins in a line; of one with a body, its head. */
  private Span statement(Place line) {
    Path path = files.workingDirectory().resolve(line.file().path()).normalize();
    List<Stmt> beginning = new ArrayList<>();
    tensorvet
        .module(path)
        .ifPresent(
            module ->
                module
                    .tree()
                    .walk(
                        node -> {
                          if (node instanceof Stmt s && s.start() == line.span().start()) {
                            beginning.add(s);
                          }
                        }));
    if (beginning.isEmpty()) {
      return line.span();
    }
    int[] end = {beginning.getFirst().end()};
    beginning
        .getFirst()
        .forEachChild(
            child -> {
              if (child instanceof Stmt inner) {
                end[0] = Math.min(end[0], inner.start());
              }
            });
    return new Span(line.span().start(), Math.max(end[0], line.span().end()));
  }

  private static KnownValue value(Setting setting) {
    boolean isRequired = setting.value().equals("required");
    KnownValue.Kind kind =
        switch (setting.source()) {
          case COMMAND_LINE -> isRequired ? KnownValue.Kind.REQUIRED : KnownValue.Kind.OPTION;
          case FILE -> KnownValue.Kind.FILE;
          case CLASS, CONSTANT, CODE -> KnownValue.Kind.CODE;
        };
    return new KnownValue(setting.name(), setting.value(), kind, setting.place());
  }

  @Override
  public List<Reported> findings(List<Path> of) {
    return checked.computeIfAbsent(of, this::check);
  }

  private List<Reported> check(List<Path> of) {
    Policy policy = new ChosenRules(settings, tensorvet.pages(), of, List.of(), List.of());
    try (Progress progress = Progress.of(console, "checking", of.size())) {
      return tensorvet
          .check(
              of,
              policy,
              path -> Problem.unreadable(files.display(path), files.whyNot(path)),
              progress.counting(Recall.NONE),
              Runtime.getRuntime().availableProcessors())
          .findings();
    }
  }
}
