package dev.tensorvet.cli;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.interp.Request;
import dev.tensorvet.report.ModelContext;
import dev.tensorvet.report.ModelReport;
import dev.tensorvet.report.ModelReporters;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.settings.SettingsReader;
import dev.tensorvet.workspace.DiskFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Shows the models of files: their layers, and what it takes to train them. */
final class ModelsCommand implements Command {

  private final Console console;

  ModelsCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    return ModelsOptions.spec();
  }

  @Override
  public int run(ParseResult given) {
    ModelsOptions options = ModelsOptions.of(given);
    DiskFiles files = new DiskFiles(console.workingDirectory());
    SettingsFiles settings =
        new SettingsFiles(console.workingDirectory(), options.config(), RulePages.load());
    Tensorvet tensorvet = new Tensorvet(files);
    boolean isByName = !options.models().isEmpty();
    Set<ClassEntity> named = named(options.models(), files, tensorvet);
    Predicate<ClassEntity> isWanted = isByName ? named::contains : type -> true;
    List<String> paths =
        isByName
            ? options.models().stream().map(ModelsOptions.Named::file).toList()
            : options.paths();
    Inputs inputs = Inputs.find(paths, false, files, settings, console, Inputs.PYTHON);
    ModelReport report;
    try (Progress progress = Progress.of(console, "following models", inputs.found().size())) {
      report =
          tensorvet.models(
              inputs.found(),
              isWanted,
              Request.shown(options.inputs()),
              path -> Problem.unreadable(files.display(path), files.whyNot(path)),
              file -> progress.step(),
              options.jobs());
    }
    print(report, options);
    List<Problem> problems = inputs.withoutUnasked(report.problems(), files);
    problems.forEach(problem -> console.err().println(ModelReporters.line(problem)));
    boolean hasCrashed = problems.stream().anyMatch(p -> p.kind().equals("internal-error"));
    return inputs.areThere() && !hasCrashed ? Main.CLEAN : Main.FAILED;
  }

  /** The classes that the user names; a name that fits none stops the run. */
  private static Set<ClassEntity> named(
      List<ModelsOptions.Named> models, DiskFiles files, Tensorvet tensorvet) {
    Set<ClassEntity> found = new HashSet<>();
    for (ModelsOptions.Named named : models) {
      Path path = Command.path(named.file(), files);
      String shown = files.display(path);
      SourceModule module =
          tensorvet
              .module(path)
              .orElseThrow(() -> new UsageException(shown + ": " + files.whyNot(path)));
      List<ClassEntity> classes = tensorvet.modelClasses(module);
      List<ClassEntity> fitting =
          classes.stream().filter(type -> isNamed(type, named.type())).toList();
      if (fitting.isEmpty()) {
        List<String> names = classes.stream().map(ClassEntity::name).toList();
        throw new UsageException(
            shown
                + ": there is no model `"
                + named.type()
                + "`"
                + SettingsReader.suggestion(named.type(), names));
      }
      found.addAll(fitting);
    }
    return found;
  }

  /** By its name, or by its name in the class that it stands in. */
  private static boolean isNamed(ClassEntity type, String name) {
    return type.name().equals(name) || type.qualifiedName().endsWith("." + name);
  }

  private void print(ModelReport report, ModelsOptions options) {
    ModelContext context =
        new ModelContext(
            options.batches(),
            options.gpuMemory(),
            console.colours(options.color()),
            console.width());
    StringWriter text = new StringWriter();
    try {
      options.reporter().write(report, context, text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    console.out().print(text);
  }
}
