package dev.tensorvet.cli;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.fix.FixRun;
import dev.tensorvet.fix.FixedFile;
import dev.tensorvet.fix.UnifiedDiff;
import dev.tensorvet.report.ReportContext;
import dev.tensorvet.report.Reporter;
import dev.tensorvet.report.Reporters;
import dev.tensorvet.settings.RuleChoice;
import dev.tensorvet.settings.Settings;
import dev.tensorvet.settings.SettingsReader;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.Discovery;
import dev.tensorvet.workspace.DiskFiles;
import dev.tensorvet.workspace.Languages;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of {@code check}: finds files, checks them, fixes them where asked to, and reports. */
final class CheckRun {

  private final Console console;
  private final CheckOptions options;

  CheckRun(Console console, CheckOptions options) {
    this.console = console;
    this.options = options;
  }

  /** The exit code. */
  int run() {
    Reporter reporter =
        Reporters.find(options.outputFormat())
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no output format `"
                            + options.outputFormat()
                            + "`"
                            + SettingsReader.suggestion(
                                options.outputFormat(), Reporters.names())));
    DiskFiles files = new DiskFiles(console.workingDirectory());
    Tensorvet tensorvet = new Tensorvet(files);
    checkSelectors(tensorvet);
    SettingsFiles settings =
        new SettingsFiles(console.workingDirectory(), options.config(), tensorvet.pages());
    List<Path> inputs = inputs(settings);
    if (options.paths().contains("-")) {
      readInput(tensorvet, files, inputs.getFirst());
    }
    if (!options.fix() && !options.diff()) {
      Report report = check(tensorvet, files, settings, inputs);
      print(report, reporter, tensorvet);
      return exitCode(report, settings);
    }
    FixRun.Outcome outcome = runFixes(tensorvet, files, settings, inputs);
    if (options.diff()) {
      outcome.files().forEach(f -> console.out().print(UnifiedDiff.of(f)));
      return outcome.files().isEmpty() || options.exitZero() ? Main.CLEAN : Main.FOUND;
    }
    for (FixedFile file : outcome.files()) {
      write(console.workingDirectory().resolve(file.before().path()), file.bytes());
    }
    int applied = outcome.applied().size();
    console
        .err()
        .println("tensorvet: " + applied + (applied == 1 ? " fix" : " fixes") + " applied");
    print(outcome.report(), reporter, tensorvet);
    return exitCode(outcome.report(), settings);
  }

  /** Fixes in memory; what is on the disk stays as it is. */
  private FixRun.Outcome runFixes(
      Tensorvet first, DiskFiles files, SettingsFiles settings, List<Path> inputs) {
    return FixRun.run(
        changed -> {
          if (changed.isEmpty()) {
            return check(first, files, settings, inputs);
          }
          Tensorvet again = new Tensorvet(files);
          changed.forEach(
              (shown, text) -> {
                Path path = console.workingDirectory().resolve(shown).normalize();
                Language language = Languages.of(path).orElse(Language.PYTHON);
                again.put(path, SourceFile.of(shown, language, text));
              });
          return check(again, files, settings, inputs);
        },
        Tensorvet::parse,
        options.safety());
  }

  private void checkSelectors(Tensorvet tensorvet) {
    List<String> all = new ArrayList<>(options.select());
    all.addAll(options.ignore());
    for (String selector : all) {
      SettingsReader.unknownSelector(selector, tensorvet.pages())
          .ifPresent(
              problem -> {
                throw new UsageException(problem);
              });
    }
  }

  private List<Path> inputs(SettingsFiles settings) {
    if (options.paths().contains("-")) {
      Path name = options.stdinFilename().orElse(Path.of("stdin.py"));
      return List.of(console.workingDirectory().resolve(name).normalize());
    }
    List<Path> named = new ArrayList<>();
    for (String path : options.paths().isEmpty() ? List.of(".") : options.paths()) {
      Path whole = absolute(path);
      if (!Files.exists(whole) && !Files.isSymbolicLink(whole)) {
        throw new UsageException("there is no file or directory `" + path + "`");
      }
      named.add(whole);
    }
    Discovery discovery =
        new Discovery(path -> settings.of(path).excludes(path), options.forceExclude());
    List<Path> found = discovery.find(named);
    if (found.isEmpty()) {
      console.err().println("tensorvet: warning: no Python files were found");
    }
    return found;
  }

  /** A shell that does not expand `*.py` hands it on, and not every system can name a file that. */
  private Path absolute(String path) {
    try {
      return console.workingDirectory().resolve(path).normalize();
    } catch (InvalidPathException impossible) {
      throw new UsageException("there can be no file `" + path + "`: " + impossible.getReason());
    }
  }

  private void readInput(Tensorvet tensorvet, DiskFiles files, Path path) {
    try {
      String text = new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
      Language language = Languages.of(path).orElse(Language.PYTHON);
      tensorvet.put(path, SourceFile.of(files.display(path), language, text));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Report check(
      Tensorvet tensorvet, DiskFiles files, SettingsFiles settings, List<Path> inputs) {
    // Settings are read before the threads start, so that a wrong one stops the run at once.
    Map<Path, RuleChoice> choices = new LinkedHashMap<>();
    for (Path input : inputs) {
      Settings of = settings.of(input);
      choices.computeIfAbsent(
          of.base(),
          b -> new RuleChoice(tensorvet.pages(), of, options.select(), options.ignore()));
    }
    return tensorvet.check(
        inputs,
        (rule, file) ->
            Optional.ofNullable(choices.get(settings.of(file).base()))
                .flatMap(choice -> choice.level(rule, file)),
        path ->
            new Problem(
                "unreadable-file",
                Level.WARNING,
                files.display(path),
                Optional.empty(),
                files.whyNot(path)),
        options.jobs());
  }

  private static void write(Path path, byte[] content) {
    try {
      Files.write(path, content);
    } catch (IOException unwritable) {
      throw new UsageException("`" + path + "` cannot be written: " + unwritable.getMessage());
    }
  }

  private void print(Report report, Reporter reporter, Tensorvet tensorvet) {
    boolean isColoured = options.outputFile().isEmpty() && console.colours(options.color());
    ReportContext context =
        new ReportContext(
            Main.VERSION,
            rule -> tensorvet.pages().find(rule.name()),
            options.safety(),
            isColoured,
            ReportContext.PLAIN_WIDTH);
    StringWriter text = new StringWriter();
    try {
      (options.statistics() ? Reporters.statistics() : reporter).write(report, context, text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (options.outputFile().isEmpty()) {
      console.out().print(text);
    } else {
      write(
          console.workingDirectory().resolve(options.outputFile().get()),
          text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private int exitCode(Report report, SettingsFiles settings) {
    boolean hasCrashed =
        report.problems().stream().anyMatch(p -> p.kind().equals("internal-error"));
    if (hasCrashed) {
      return Main.FAILED;
    }
    Level threshold =
        options
            .failOn()
            .or(() -> settings.of(console.workingDirectory()).failOn())
            .orElse(Level.WARNING);
    boolean fails =
        report.findings().stream().anyMatch(r -> r.level().atLeast(threshold))
            || report.problems().stream().anyMatch(p -> p.level().atLeast(threshold));
    return fails && !options.exitZero() ? Main.FOUND : Main.CLEAN;
  }
}
