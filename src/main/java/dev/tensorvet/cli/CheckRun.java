package dev.tensorvet.cli;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.engine.Policy;
import dev.tensorvet.engine.Recall;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.fix.FixRun;
import dev.tensorvet.fix.FixedFile;
import dev.tensorvet.fix.UnifiedDiff;
import dev.tensorvet.report.ReportContext;
import dev.tensorvet.report.Reporter;
import dev.tensorvet.report.Reporters;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.settings.RuleChoice;
import dev.tensorvet.settings.Settings;
import dev.tensorvet.settings.SettingsReader;
import dev.tensorvet.source.Decoder;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.Cache;
import dev.tensorvet.workspace.Digest;
import dev.tensorvet.workspace.Discovery;
import dev.tensorvet.workspace.DiskFiles;
import dev.tensorvet.workspace.Ledger;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
    boolean isPiped = options.paths().contains("-");
    if (isPiped && options.paths().size() > 1) {
      throw new UsageException("`-` stands alone: standard input is checked by itself");
    }
    DiskFiles files = new DiskFiles(console.workingDirectory());
    RulePages pages = RulePages.load();
    checkSelectors(pages);
    SettingsFiles settings = new SettingsFiles(console.workingDirectory(), options.config(), pages);
    List<Path> named = named(files);
    List<Path> inputs = isPiped ? named : inputs(settings, named);
    Caches caches = new Caches(console, options);
    boolean isCached = !isPiped && caches.areWanted(inputs);
    Ledger ledger = isCached ? Ledger.of(files) : Ledger.silent(files);
    Tensorvet tensorvet = new Tensorvet(ledger, pages);
    Optional<Cache> cache =
        isCached ? cache(caches, ledger, tensorvet, settings) : Optional.empty();
    Optional<SourceFile> piped =
        isPiped ? Optional.of(readInput(tensorvet, files, named.getFirst())) : Optional.empty();
    boolean isAsAsked = isPiped || named.stream().allMatch(Files::exists);
    if (!options.fix() && !options.diff()) {
      Report report = check(tensorvet, files, settings, inputs, cache);
      print(report, reporter, tensorvet, console.out());
      return exitCode(report, settings, isAsAsked);
    }
    FixRun.Outcome outcome = runFixes(tensorvet, files, settings, inputs, cache);
    if (options.diff()) {
      outcome.files().forEach(f -> console.out().print(UnifiedDiff.of(f)));
      int code = exitCode(outcome.report(), settings, isAsAsked);
      return code == Main.FAILED
          ? code
          : outcome.files().isEmpty() || options.exitZero() ? Main.CLEAN : Main.FOUND;
    }
    if (piped.isPresent()) {
      // What comes in by a pipe goes out by one: no file is touched.
      console
          .out()
          .writeBytes(
              outcome.files().stream()
                  .findFirst()
                  .map(FixedFile::bytes)
                  .orElseGet(() -> piped.get().bytes()));
      print(outcome.report(), reporter, tensorvet, console.err());
      return exitCode(outcome.report(), settings, isAsAsked);
    }
    boolean isWritten = writeFixes(outcome, files, inputs);
    print(outcome.report(), reporter, tensorvet, console.out());
    return exitCode(outcome.report(), settings, isAsAsked && isWritten);
  }

  /** Writes the files that fixes change; one that cannot be written does not keep the others. */
  private boolean writeFixes(FixRun.Outcome outcome, DiskFiles files, List<Path> inputs) {
    Map<String, Path> byName = byName(files, inputs);
    Set<Path> written = new HashSet<>();
    int applied = 0;
    boolean isWritten = true;
    for (FixedFile file : outcome.files()) {
      try {
        Path path = Objects.requireNonNull(byName.get(file.before().path()));
        if (written.add(behindLinks(path))) {
          write(path, file.bytes());
          applied += file.applied().size();
        }
      } catch (UsageException unwritable) {
        console.err().println("tensorvet: " + unwritable.getMessage());
        isWritten = false;
      }
    }
    console
        .err()
        .println("tensorvet: " + applied + (applied == 1 ? " fix" : " fixes") + " applied");
    return isWritten;
  }

  /** What a file is called that may have several names. */
  private static Path behindLinks(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException gone) {
      return path;
    }
  }

  private static Map<String, Path> byName(DiskFiles files, List<Path> inputs) {
    Map<String, Path> byName = new HashMap<>();
    inputs.forEach(input -> byName.put(files.display(input), input));
    return byName;
  }

  /** Fixes in memory; what is on the disk stays as it is. */
  private FixRun.Outcome runFixes(
      Tensorvet first,
      DiskFiles files,
      SettingsFiles settings,
      List<Path> inputs,
      Optional<Cache> cache) {
    Map<String, Path> byName = byName(files, inputs);
    return FixRun.run(
        changed -> {
          if (changed.isEmpty()) {
            return check(first, files, settings, inputs, cache);
          }
          Tensorvet again = new Tensorvet(files);
          changed.forEach(
              (shown, text) -> {
                Path path = Objects.requireNonNull(byName.get(shown));
                again.put(path, SourceFile.of(shown, DiskFiles.language(path), text));
              });
          // What is not on the disk is not for the cache.
          return check(again, files, settings, inputs, Optional.empty());
        },
        Tensorvet::parse,
        options.safety());
  }

  private void checkSelectors(RulePages pages) {
    List<String> all = new ArrayList<>(options.select());
    all.addAll(options.ignore());
    for (String selector : all) {
      SettingsReader.unknownSelector(selector, pages)
          .ifPresent(
              problem -> {
                throw new UsageException(problem);
              });
    }
  }

  private List<Path> named(DiskFiles files) {
    if (options.paths().contains("-")) {
      return List.of(Command.path(options.stdinFilename(), files));
    }
    return (options.paths().isEmpty() ? List.of(".") : options.paths())
        .stream().map(path -> Command.path(path, files)).toList();
  }

  private List<Path> inputs(SettingsFiles settings, List<Path> named) {
    Discovery discovery =
        new Discovery(path -> settings.of(path).excludes(path), options.forceExclude());
    List<Path> found = discovery.find(named);
    if (found.isEmpty()) {
      console.err().println("tensorvet: warning: no Python files were found");
    }
    return found;
  }

  private SourceFile readInput(Tensorvet tensorvet, DiskFiles files, Path path) {
    try {
      byte[] bytes = console.in().readAllBytes();
      Language language = DiskFiles.language(path);
      SourceFile input =
          SourceFile.of(files.display(path), language, Decoder.decode(bytes, language));
      tensorvet.put(path, input);
      return input;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Report check(
      Tensorvet tensorvet,
      DiskFiles files,
      SettingsFiles settings,
      List<Path> inputs,
      Optional<Cache> cache) {
    // Settings are read before the threads start, so that a wrong one stops the run at once.
    Map<Path, RuleChoice> choices = new LinkedHashMap<>();
    for (Path input : inputs) {
      Settings of = settings.ofFile(input);
      choices.computeIfAbsent(
          of.base(),
          b -> new RuleChoice(tensorvet.pages(), of, options.select(), options.ignore()));
    }
    Policy policy =
        (rule, file) ->
            Optional.ofNullable(choices.get(settings.ofFile(file).base()))
                .flatMap(choice -> choice.level(rule, file));
    Report report =
        tensorvet.check(
            inputs,
            policy,
            path -> Problem.unreadable(files.display(path), files.whyNot(path)),
            cache.map(c -> recall(c, policy, tensorvet.pages())).orElse(Recall.NONE),
            options.jobs());
    cache.ifPresent(Cache::save);
    return withoutUnasked(report, named(files).stream().map(files::display).toList());
  }

  /** A walk passes over notebooks of other languages; of one that is named it is told. */
  private static Report withoutUnasked(Report report, List<String> named) {
    List<Problem> problems =
        report.problems().stream()
            .filter(problem -> !problem.isOtherLanguage() || named.contains(problem.path()))
            .toList();
    return new Report(report.findings(), report.suppressed(), problems, report.filesChecked());
  }

  private void write(Path path, byte[] content) {
    try {
      Files.write(path, content);
    } catch (IOException unwritable) {
      String shown = new DiskFiles(console.workingDirectory()).display(path);
      throw new UsageException("`" + shown + "` cannot be written: " + reason(unwritable));
    }
  }

  private static Recall recall(Cache cache, Policy policy, RulePages pages) {
    return (file, check) -> {
      List<String> levels =
          pages.all().stream()
              .map(page -> page.id() + " " + policy.level(page.id(), file))
              .toList();
      return cache.of(file, Digest.of(levels), check);
    };
  }

  private Optional<Cache> cache(
      Caches caches, Ledger ledger, Tensorvet tensorvet, SettingsFiles settings) {
    Path here = console.workingDirectory();
    return caches
        .folder(tensorvet.projectRoot(here).orElse(here), settings.of(here).cacheDir())
        .map(folder -> new Cache(folder, ledger, tensorvet::source));
  }

  private static String reason(IOException unwritable) {
    return switch (unwritable) {
      case NoSuchFileException gone -> "there is no such directory";
      case AccessDeniedException denied -> "there is no right to";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(unwritable.getMessage());
    };
  }

  private void print(Report report, Reporter reporter, Tensorvet tensorvet, PrintStream to) {
    boolean isColoured = options.outputFile().isEmpty() && console.colours(options.color());
    ReportContext context =
        new ReportContext(
            Main.VERSION,
            rule -> tensorvet.pages().find(rule.name()),
            options.safety(),
            isColoured,
            options.outputFile().isEmpty() ? console.width() : ReportContext.PLAIN_WIDTH);
    StringWriter text = new StringWriter();
    try {
      (options.statistics() ? Reporters.statistics() : reporter).write(report, context, text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (options.outputFile().isEmpty()) {
      to.print(text);
    } else {
      write(
          console.workingDirectory().resolve(options.outputFile().get()),
          text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private int exitCode(Report report, SettingsFiles settings, boolean isAsAsked) {
    boolean hasCrashed =
        report.problems().stream().anyMatch(p -> p.kind().equals("internal-error"));
    if (hasCrashed || !isAsAsked) {
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
