package dev.tensorvet.report;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** How many findings there are of each level, and how many of them can be fixed. */
record Tally(int errors, int warnings, int advice, int safelyFixable, int unsafelyFixable) {

  static Tally of(List<Reported> findings) {
    List<Level> levels = findings.stream().map(Reported::level).toList();
    return new Tally(
        Collections.frequency(levels, Level.ERROR),
        Collections.frequency(levels, Level.WARNING),
        Collections.frequency(levels, Level.ADVICE),
        count(findings, Fix.Safety.SAFE),
        count(findings, Fix.Safety.UNSAFE));
  }

  private static int count(List<Reported> findings, Fix.Safety safety) {
    return (int)
        findings.stream()
            .flatMap(found -> found.finding().fix().stream())
            .filter(fix -> fix.safety() == safety)
            .count();
  }

  /** "2 errors, 1 warning and 3 advice"; empty when there is nothing. */
  static String levels(List<Level> levels) {
    List<String> parts = new ArrayList<>();
    for (Level level : Level.values()) {
      int count = Collections.frequency(levels, level);
      if (count > 0) {
        parts.add(
            switch (level) {
              case ERROR -> plural(count, "error");
              case WARNING -> plural(count, "warning");
              case ADVICE -> count + " advice";
            });
      }
    }
    if (parts.size() < 2) {
      return String.join("", parts);
    }
    return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
  }

  static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** The lines that close a report for people. */
  static List<String> summary(Report report, ReportContext context) {
    List<String> lines = new ArrayList<>();
    String files = plural(report.filesChecked(), "file");
    List<String> apart = new ArrayList<>();
    if (!report.suppressed().isEmpty()) {
      apart.add(report.suppressed().size() + " suppressed");
    }
    if (!report.known().isEmpty()) {
      apart.add(report.known().size() + " in the baseline");
    }
    if (!report.refuted().isEmpty()) {
      apart.add(report.refuted().size() + " refuted by a run");
    }
    String leftOut = apart.isEmpty() ? "" : " (" + String.join(", ", apart) + ")";
    lines.add(
        report.findings().isEmpty()
            ? "No findings in " + files + leftOut + "."
            : "Found "
                + levels(report.findings().stream().map(Reported::level).toList())
                + " in "
                + files
                + leftOut
                + ".");
    long paths =
        report.problems().stream()
            .filter(Problem::hidesFindings)
            .map(Problem::path)
            .distinct()
            .count();
    if (paths > 0) {
      lines.add(plural((int) paths, "file") + " could not be checked in full.");
    }
    of(report.findings()).fixes(context).ifPresent(lines::add);
    return lines;
  }

  private Optional<String> fixes(ReportContext context) {
    if (safelyFixable + unsafelyFixable == 0) {
      return Optional.empty();
    }
    return Optional.of(
        switch (context.fixes()) {
          case UNSAFE ->
              "[*] %d fixable with `--fix --unsafe-fixes`."
                  .formatted(safelyFixable + unsafelyFixable);
          case SAFE -> {
            if (unsafelyFixable == 0) {
              yield "[*] %d fixable with `--fix`.".formatted(safelyFixable);
            }
            if (safelyFixable == 0) {
              yield "%d fixable with `--fix --unsafe-fixes`.".formatted(unsafelyFixable);
            }
            yield "[*] %d fixable with `--fix`, %d more with `--unsafe-fixes`."
                .formatted(safelyFixable, unsafelyFixable);
          }
        });
  }
}
