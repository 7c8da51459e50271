package dev.tensorvet.report;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands">
 * Workflow commands</a> that annotate a pull request. GitHub shows ten of each kind a step and drops
 * the rest without a word: the gravest come first, and a notice counts what is left out.
 */
final class GithubReporter implements Reporter {

  private static final int SHOWN = 10;

  @Override
  public String name() {
    return "github";
  }

  @Override
  public String write(Report report, ReportContext context) {
    StringBuilder text = new StringBuilder();
    int left = 0;
    for (Level level : Level.values()) {
      List<String> lines = new ArrayList<>();
      report.findings().stream()
          .filter(r -> r.level() == level)
          .sorted(Comparator.comparing(Reported::level))
          .forEach(r -> lines.add(line(r)));
      report.problems().stream().filter(p -> p.level() == level).forEach(p -> lines.add(line(p)));
      lines.stream().limit(SHOWN).forEach(line -> text.append(line).append('\n'));
      left += Math.max(0, lines.size() - SHOWN);
    }
    if (left > 0) {
      text.append("::notice title=tensorvet::")
          .append(left)
          .append(" more findings are not shown here\n");
    }
    return text.toString();
  }

  private static String line(Reported reported) {
    Position position = Position.of(reported.finding().place());
    return command(reported.level())
        + place(position)
        + ",title="
        + property("tensorvet (" + reported.finding().rule() + ")")
        + "::"
        + data(
            position.cell().map(cell -> "cell " + cell + ": ").orElse("")
                + reported.finding().message());
  }

  private static String line(Problem problem) {
    String place =
        problem
            .place()
            .map(p -> place(Position.of(p)))
            .orElse("file=" + property(problem.path()));
    return command(problem.level())
        + place
        + ",title="
        + property("tensorvet (" + problem.kind() + ")")
        + "::"
        + data(problem.message());
  }

  private static String command(Level level) {
    return switch (level) {
      case ERROR -> "::error ";
      case WARNING -> "::warning ";
      case ADVICE -> "::notice ";
    };
  }

  private static String place(Position position) {
    String place =
        "file="
            + property(position.path())
            + ",line="
            + position.physicalStart().line()
            + ",endLine="
            + position.physicalEnd().line();
    // A column means something only within one line.
    return position.physicalStart().line() == position.physicalEnd().line()
        ? place
            + ",col="
            + position.physicalStart().column()
            + ",endColumn="
            + position.physicalEnd().column()
        : place;
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
