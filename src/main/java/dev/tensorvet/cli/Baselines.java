package dev.tensorvet.cli;

import dev.tensorvet.baseline.Baseline;
import dev.tensorvet.baseline.BaselineException;
import dev.tensorvet.baseline.BaselineReader;
import dev.tensorvet.baseline.BaselineText;
import dev.tensorvet.baseline.Known;
import dev.tensorvet.engine.Policy;
import dev.tensorvet.finding.Fingerprint;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.frontend.data.JsonFrontend;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.workspace.DiskFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The baselines of a run: the one that the user names for all files, or those of the settings. */
final class Baselines {

  /**
   * A baseline with the files that it holds for.
   *
   * @param file where it is
   * @param names what it calls the files that are shown under a name
   * @param inputs the files by what it calls them
   */
  private record Held(
      Path file, Baseline baseline, Map<String, String> names, Map<String, Path> inputs) {

    Optional<Fingerprint> print(Reported found) {
      return Optional.ofNullable(names.get(pathOf(found))).map(name -> Fingerprint.of(found, name));
    }
  }

  private final DiskFiles files;
  private final RulePages pages;
  private final List<Held> all = new ArrayList<>();

  private Baselines(DiskFiles files, RulePages pages) {
    this.files = files;
    this.pages = pages;
  }

  /**
   * Reads the baselines of files, so that a wrong one stops the run before it starts; none where
   * one is to be written.
   */
  static Baselines of(
      List<Path> inputs,
      CheckOptions options,
      DiskFiles files,
      SettingsFiles settings,
      RulePages pages) {
    Baselines baselines = new Baselines(files, pages);
    Optional<Path> named =
        options.baseline().map(given -> files.workingDirectory().resolve(given).normalize());
    Map<Path, List<Path>> byFile = new LinkedHashMap<>();
    if (options.writeBaseline().isEmpty()) {
      for (Path input : inputs) {
        named
            .or(() -> settings.ofFile(input).baseline())
            .ifPresent(file -> byFile.computeIfAbsent(file, f -> new ArrayList<>()).add(input));
      }
    }
    byFile.forEach((file, its) -> baselines.all.add(baselines.held(file, its)));
    return baselines;
  }

  private Held held(Path file, List<Path> inputs) {
    Baseline baseline = read(file);
    Map<String, String> names = new HashMap<>();
    Map<String, Path> byName = new HashMap<>();
    for (Path input : inputs) {
      String shown = files.display(input);
      String name = nameFrom(file, shown);
      names.put(shown, name);
      byName.put(name, input);
    }
    return new Held(file, baseline, names, byName);
  }

  /** What a baseline calls a file: the way to it from the folder that the baseline lies in. */
  private String nameFrom(Path baseline, String shown) {
    Path folder = real(baseline.resolveSibling(""));
    Path file = real(files.workingDirectory()).resolve(shown).normalize();
    try {
      return folder.relativize(file).toString().replace('\\', '/');
    } catch (IllegalArgumentException otherDrive) {
      return file.toString().replace('\\', '/');
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException notThere) {
      return folder.toAbsolutePath().normalize();
    }
  }

  private Baseline read(Path file) {
    String shown = files.display(file);
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException gone) {
      throw new UsageException(
          "there is no baseline `" + shown + "`: `" + renewal(shown) + "` writes one");
    } catch (CharacterCodingException otherEncoding) {
      throw new UsageException(shown + ": the baseline is not valid UTF-8");
    } catch (IOException unreadable) {
      throw new UsageException(shown + ": the baseline cannot be read");
    }
    return switch (JsonFrontend.parse(text)) {
      case JsonFrontend.JsonFile.Whole whole ->
          new BaselineReader(shown, LineTable.of(text), pages).read(whole.root());
      case JsonFrontend.JsonFile.Broken broken ->
          throw new BaselineException(shown, broken.location(), broken.message());
    };
  }

  private static String renewal(String file) {
    return "tensorvet check --write-baseline "
        + (file.matches("[\\w./-]+") ? file : "'" + file.replace("'", "'\\''") + "'");
  }

  private static String pathOf(Reported found) {
    return found.finding().place().file().path();
  }

  /** A report without what the baselines hold, and with what they hold in vain. */
  Report without(Report report, Policy policy) {
    Report rest = report;
    for (Held held : all) {
      Baseline.Split split =
          held.baseline().split(rest.findings(), held::print, isJudged(held, report, policy));
      rest = rest.withKnown(split.fresh(), split.known());
      if (!split.stale().isEmpty()) {
        List<Problem> problems = new ArrayList<>(rest.problems());
        problems.add(stale(files.display(held.file()), split.stale()));
        problems.sort(Comparator.comparing(Problem::path));
        rest = rest.withProblems(problems);
      }
    }
    return rest;
  }

  /** Whether a run would have found something: it read the file in full, and the rule was on. */
  private Predicate<Fingerprint> isJudged(Held held, Report report, Policy policy) {
    Set<String> unread =
        report.problems().stream()
            .filter(Problem::hidesFindings)
            .map(Problem::path)
            .collect(Collectors.toSet());
    return print ->
        Optional.ofNullable(held.inputs().get(print.path()))
            .filter(input -> !unread.contains(files.display(input)))
            // What is no rule any more finds nothing for ever.
            .filter(
                input ->
                    pages.find(print.rule().name()).isEmpty()
                        || policy.levels(input).containsKey(print.rule()))
            .isPresent();
  }

  private static Problem stale(String shown, List<Fingerprint> stale) {
    Fingerprint first = stale.getFirst();
    String which = "`" + first.rule() + "` in `" + first.path() + "`";
    String told =
        stale.size() == 1
            ? "a finding of the baseline is not there any more, " + which
            : stale.size()
                + " findings of the baseline are not there any more, the first of them "
                + which;
    return Problem.staleBaseline(shown, told + "; `" + renewal(shown) + "` renews it");
  }

  /** The baseline that holds what a report tells, for a file. */
  String text(Path file, Report report) {
    return BaselineText.of(
        Baseline.of(
            report.findings().stream()
                .map(
                    found ->
                        new Known(
                            Fingerprint.of(found, nameFrom(file, pathOf(found))),
                            found.occurrence()))
                .toList()));
  }
}
