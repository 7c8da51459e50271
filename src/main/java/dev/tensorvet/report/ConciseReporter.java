package dev.tensorvet.report;

import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import java.io.IOException;
import java.io.Writer;

/** One line for each finding: {@code path:line:column: level[rule] message}. */
final class ConciseReporter implements Reporter {

  @Override
  public String name() {
    return "concise";
  }

  @Override
  public void write(Report report, ReportContext context, Writer out) throws IOException {
    for (Reported found : report.findings()) {
      out.write(line(found) + "\n");
    }
    for (Problem problem : report.problems()) {
      out.write(line(problem) + "\n");
    }
    for (String line : Tally.summary(report, context)) {
      out.write(line + "\n");
    }
  }

  static String line(Reported found) {
    return line(
        Region.of(found.finding().place()).label(),
        found.level().label(),
        found.finding().rule().name(),
        found.message());
  }

  static String line(Problem problem) {
    String where = problem.place().map(place -> Region.of(place).label()).orElse(problem.path());
    return line(where, problem.level().label(), problem.kind(), problem.message());
  }

  private static String line(String where, String level, String name, String message) {
    return Glyphs.printable(where + ": " + level + "[" + name + "] " + message);
  }
}
