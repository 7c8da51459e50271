package dev.tensorvet.report;

import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;

/** One line a finding, for editors and scripts: {@code path:line:column: level[rule] message}. */
final class ConciseReporter implements Reporter {

  @Override
  public String name() {
    return "concise";
  }

  @Override
  public String write(Report report, ReportContext context) {
    StringBuilder text = new StringBuilder();
    for (Reported reported : report.findings()) {
      text.append(Position.of(reported.finding().place()).label())
          .append(": ")
          .append(reported.level().label())
          .append('[')
          .append(reported.finding().rule())
          .append("] ")
          .append(reported.finding().message())
          .append('\n');
    }
    for (Problem problem : report.problems()) {
      text.append(problem.place().map(place -> Position.of(place).label()).orElse(problem.path()))
          .append(": ")
          .append(problem.level().label())
          .append('[')
          .append(problem.kind())
          .append("] ")
          .append(problem.message())
          .append('\n');
    }
    return text.toString();
  }
}
