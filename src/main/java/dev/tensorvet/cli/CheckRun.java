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
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.settings.SettingsReader;
import dev.tensorvet.source.Decoder;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.Cache;
import dev.tensorvet.workspace.Digest;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One run of {@code check}: finds files, checks them, fixes them where asked to, and reports. */
final class CheckRun {

  private final Console console;
  private final CheckOptions options;
  private final List<Output> outputs;
  private final DiskFiles files;
  private final RulePages pages;
  private final SettingsFiles settings;

  CheckRun(Console console, CheckOptions options) {
    this.console = console;
    this.options = options;
    this.outputs = Output.of(options, console.workingDirectory());
    this.files = new DiskFiles(console.workingDirectory());
    this.pages = RulePages.load();
    this.settings = new SettingsFiles(console.workingDirectory(), options.config(), pages);
  }

  /** The exit code. */
  int run() {
    boolean isPiped = options.paths().contains("-");
    // What is not there to run models is told before the check.
    Optional<Verdicts> verdicts =
        options.verify() ? Optional.of(new Verdicts(console)) : Optional.empty();
    checkSelectors();
    Inputs inputs = isPiped ? piped() : inputs();
    Baselines baselines = Baselines.of(inputs.found(), options, files, settings, pages);
    Caches caches = new Caches(console, options.cacheDir());
    boolean isCached = !isPiped && caches.areWanted(options, inputs.found());
    Ledger ledger = isCached ? Ledger.of(files) : Ledger.silent(files);
    Tensorvet tensorvet = new Tensorvet(ledger, pages);
    Optional<Cache> cache = isCached ? cache(caches, ledger, tensorvet) : Optional.empty();
    Optional<SourceFile> piped =
        isPiped ? Optional.of(readInput(tensorvet, inputs.found().getFirst())) : Optional.empty();
    boolean isAsAsked = isPiped || inputs.areThere();
    if (!options.fix() && !options.diff()) {
      Report report = check(tensorvet, baselines, inputs, cache);
      Report judged =
          verdicts.map(v -> v.of(report, tensorvet, inputs.byName(files))).orElse(report);
      return finish(judged, baselines, isAsAsked, console.out());
    }
    FixRun.Outcome outcome = runFixes(tensorvet, baselines, inputs, cache);
    if (options.diff()) {
      outcome.files().forEach(f -> console.out().print(UnifiedDiff.of(f)));
      int code = exitCode(outcome.report(), isAsAsked);
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
      return finish(outcome.report(), baselines, isAsAsked, console.err());
    }
    boolean isWritten = writeFixes(outcome, inputs);
    return finish(outcome.report(), baselines, isAsAsked && isWritten, console.out());
  }

  /** Writes the files that fixes change; one that cannot be written does not keep the others. */
  private boolean writeFixes(FixRun.Outcome outcome, Inputs inputs) {
    Map<String, Path> byName = inputs.byName(files);
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

  /** Fixes in memory; what is on the disk stays as it is. */
  private FixRun.Outcome runFixes(
      Tensorvet first, Baselines baselines, Inputs inputs, Optional<Cache> cache) {
    Map<String, Path> byName = inputs.byName(files);
    return FixRun.run(
        changed -> {
          if (changed.isEmpty()) {
            return check(first, baselines, inputs, cache);
          }
          Tensorvet again = new Tensorvet(files);
          changed.forEach(
              (shown, text) -> {
                Path path = Objects.requireNonNull(byName.get(shown));
                again.put(path, SourceFile.of(shown, DiskFiles.language(path), text));
              });
          // What is not on the disk is not for the cache.
          return check(again, baselines, inputs, Optional.empty());
        },
        Tensorvet::parse,
        options.safety());
  }

  private void checkSelectors() {
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

  private Inputs piped() {
    List<Path> alone = List.of(Command.path(options.stdinFilename(), files));
    return new Inputs(alone, alone);
  }

  private Inputs inputs() {
    return Inputs.find(
        options.paths(), options.forceExclude(), files, settings, console, Inputs.ALL);
  }

  private SourceFile readInput(Tensorvet tensorvet, Path path) {
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
      Tensorvet tensorvet, Baselines baselines, Inputs inputs, Optional<Cache> cache) {
    Policy policy =
        new ChosenRules(settings, pages, inputs.found(), options.select(), options.ignore());
    Report report;
    try (Progress progress = Progress.of(console, "checking", inputs.found().size())) {
      Recall recall = cache.map(c -> recall(c, policy)).orElse(Recall.NONE);
      report =
          tensorvet.check(
              inputs.found(),
              policy,
              path -> Problem.unreadable(files.display(path), files.whyNot(path)),
              progress.counting(recall),
              options.jobs());
    }
    cache.ifPresent(Cache::save);
    return baselines.without(
        report.withProblems(inputs.withoutUnasked(report.problems(), files)), policy);
  }

  private void write(Path path, byte[] content) {
    try {
      Files.write(path, content);
    } catch (IOException unwritable) {
      String shown = files.display(path);
      throw new UsageException("`" + shown + "` cannot be written: " + reason(unwritable));
    }
  }

  private static Recall recall(Cache cache, Policy policy) {
    return (file, check) -> {
      List<String> levels = policy.levels(file).entrySet().stream().map(each -> each + "").toList();
      return cache.of(file, Digest.of(levels), check);
    };
  }

  private Optional<Cache> cache(Caches caches, Ledger ledger, Tensorvet tensorvet) {
    Path here = console.workingDirectory();
    Path place =
        caches.place(tensorvet.projectRoot(here).orElse(here), settings.of(here).cacheDir());
    return caches
        .folder(place, options)
        .map(folder -> new Cache(folder, ledger, tensorvet::source));
  }

  /** Why a file cannot be written, in a few words. */
  static String reason(IOException unwritable) {
    return switch (unwritable) {
      case NoSuchFileException gone -> "there is no such directory";
      case AccessDeniedException denied -> "there is no right to";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(unwritable.getMessage());
    };
  }

  /**
   * Writes what is to be written of a report.
   *
   * @param isAsAsked whether all that the user named could be checked, and fixed
   * @param to where what goes to standard output goes
   * @return the exit code
   */
  private int finish(Report found, Baselines baselines, boolean isAsAsked, PrintStream to) {
    boolean isWhole = isAsAsked && !hasCrashed(found);
    Report report = found;
    if (options.writeBaseline().isPresent()) {
      if (isWhole) {
        report = writeBaseline(options.writeBaseline().get(), found, baselines);
      } else {
        console.err().println("tensorvet: no baseline is written: not all could be checked");
      }
    }
    boolean isWritten = true;
    for (Output output : outputs) {
      try {
        print(report, output, to);
      } catch (UsageException unwritable) {
        console.err().println("tensorvet: " + unwritable.getMessage());
        isWritten = false;
      }
    }
    return exitCode(report, isAsAsked && isWritten);
  }

  /** Writes a baseline; from then on, all of what was found is known. */
  private Report writeBaseline(Path given, Report found, Baselines baselines) {
    Path file = console.workingDirectory().resolve(given).normalize();
    write(file, baselines.text(file, found).getBytes(StandardCharsets.UTF_8));
    int count = found.findings().size();
    console
        .err()
        .println(
            "tensorvet: "
                + count
                + (count == 1 ? " finding" : " findings")
                + " written to `"
                + given
                + "`");
    return found.withKnown(List.of(), found.findings());
  }

  private void print(Report report, Output output, PrintStream to) {
    boolean isShown = output.file().isEmpty();
    ReportContext context =
        new ReportContext(
            Main.VERSION,
            rule -> pages.find(rule.name()),
            options.safety(),
            isShown && console.colours(options.color()),
            isShown ? console.width() : ReportContext.PLAIN_WIDTH);
    StringWriter text = new StringWriter();
    try {
      output.reporter().write(report, context, text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (isShown) {
      to.print(text);
    } else {
      write(output.file().get(), text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static boolean hasCrashed(Report report) {
    return report.problems().stream().anyMatch(p -> p.kind().equals("internal-error"));
  }

  private int exitCode(Report report, boolean isAsAsked) {
    if (hasCrashed(report) || !isAsAsked) {
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
