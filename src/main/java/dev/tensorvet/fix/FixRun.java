package dev.tensorvet.fix;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParsedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Fixes until nothing is left to fix: one fix may make room for another, or bring a finding to
 * light. Bounded, as two rules could undo each other's work.
 */
public final class FixRun {

  private static final int MOST_ROUNDS = 10;

  /** A check of the whole input, with some files taken from here and not from disk. */
  @FunctionalInterface
  public interface Check {

    /**
     * @param changed the texts of files by their {@link SourceFile#path()}
     */
    Report check(Map<String, String> changed);
  }

  /**
   * What fixing came to.
   *
   * @param report the findings that remain
   * @param files those that are changed, by path, from before the first round to after the last
   * @param refused the fixes that were wanted and could not be applied
   * @param settled whether a further round would change nothing
   */
  public record Outcome(
      Report report, List<FixedFile> files, List<FixedFile.Refusal> refused, boolean settled) {

    public Outcome {
      files = List.copyOf(files);
      refused = List.copyOf(refused);
    }

    /** The findings that are fixed. */
    public List<Finding> applied() {
      return files.stream().flatMap(file -> file.applied().stream()).toList();
    }
  }

  private final Check check;
  private final FixApplier applier;
  private final Map<String, FixedFile> files = new TreeMap<>();

  /** Those of the last round; what overlapped before had its turn by then. */
  private final List<FixedFile.Refusal> refused = new ArrayList<>();

  private FixRun(Check check, FixApplier applier) {
    this.check = check;
    this.applier = applier;
  }

  /**
   * @param parse reads a file as the check does
   * @param limit whether unsafe fixes are wanted too
   */
  public static Outcome run(Check check, Function<SourceFile, ParsedFile> parse, Fix.Safety limit) {
    return new FixRun(check, new FixApplier(parse, limit)).run();
  }

  private Outcome run() {
    Report report = check.check(Map.of());
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (!apply(report)) {
        return outcome(report, true);
      }
      report = check.check(texts());
    }
    return outcome(report, false);
  }

  /** Applies a round of fixes; false when no text changed. */
  private boolean apply(Report report) {
    Map<String, List<Finding>> byPath = new LinkedHashMap<>();
    for (Reported found : report.findings()) {
      byPath
          .computeIfAbsent(found.finding().place().file().path(), path -> new ArrayList<>())
          .add(found.finding());
    }
    boolean changed = false;
    refused.clear();
    for (Map.Entry<String, List<Finding>> entry : byPath.entrySet()) {
      SourceFile file = entry.getValue().getFirst().place().file();
      FixedFile round = applier.apply(file, entry.getValue());
      refused.addAll(round.refused());
      if (round.isChanged()) {
        changed = true;
        files.merge(entry.getKey(), round, FixRun::merged);
      }
    }
    return changed;
  }

  private static FixedFile merged(FixedFile earlier, FixedFile later) {
    List<Finding> applied = new ArrayList<>(earlier.applied());
    applied.addAll(later.applied());
    return new FixedFile(earlier.before(), later.text(), applied, later.refused());
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    files.forEach((path, file) -> texts.put(path, file.text()));
    return texts;
  }

  private Outcome outcome(Report report, boolean settled) {
    return new Outcome(
        report, files.values().stream().filter(FixedFile::isChanged).toList(), refused, settled);
  }
}
