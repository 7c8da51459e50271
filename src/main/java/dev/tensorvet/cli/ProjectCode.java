package dev.tensorvet.cli;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.diagnose.CodeBase;
import dev.tensorvet.engine.Policy;
import dev.tensorvet.engine.Workers;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.FileReport;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Request;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.Discovery;
import dev.tensorvet.workspace.DiskFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The code below a path, read when it is asked for. */
final class ProjectCode implements CodeBase {

  private final Console console;
  private final Path root;
  private final DiskFiles files;
  private final SettingsFiles settings;
  private final Tensorvet tensorvet;
  private final Map<Path, List<Interpretation>> traced = new HashMap<>();
  private final Map<List<Path>, List<Reported>> checked = new HashMap<>();
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
              (file, check) -> {
                FileReport found = check.get();
                progress.step();
                return found;
              },
              Runtime.getRuntime().availableProcessors())
          .findings();
    }
  }
}
