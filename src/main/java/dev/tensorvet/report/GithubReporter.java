package dev.tensorvet.report;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Workflow commands, which GitHub shows as annotations of a pull request. It shows ten of each
 * level in a step and drops the others in silence: so the gravest come first, and what is over is
 * told in a notice and stands in the log as plain lines.
 */
final class GithubReporter implements Reporter {

  private static final int SHOWN = 10;

  private record Annotation(
      Level level, String name, String path, Optional<Region> region, String line) {

    static Annotation of(Reported found) {
      Place place = found.finding().place();
      return new Annotation(
          found.level(),
          found.finding().rule().name(),
          place.file().path(),
          Optional.of(Region.of(place)),
          ConciseReporter.line(found));
    }

    static Annotation of(Problem problem) {
      return new Annotation(
          problem.level(),
          problem.kind(),
          problem.path(),
          problem.place().map(Region::of),
          ConciseReporter.line(problem));
    }

    String command() {
      StringBuilder command = new StringBuilder("::" + verb() + " title=");
      command.append(property("tensorvet (" + name + ")")).append(",file=").append(property(path));
      region.ifPresent(
          where -> {
            command.append(",line=").append(where.physicalStart().line());
            command.append(",col=").append(where.physicalStart().column());
            command.append(",endLine=").append(where.physicalEnd().line());
            if (where.physicalStart().line() == where.physicalEnd().line()) {
              command.append(",endColumn=").append(where.physicalEnd().column());
            }
          });
      return command.append("::").append(message(line)).toString();
    }

    private String verb() {
      return switch (level) {
        case ERROR -> "error";
        case WARNING -> "warning";
        case ADVICE -> "notice";
      };
    }
  }

  @Override
  public String name() {
    return "github";
  }

  @Override
  public void write(Report report, ReportContext context, Writer out) throws IOException {
    List<Annotation> annotations =
        Stream.concat(
                report.findings().stream().map(Annotation::of),
                report.problems().stream().map(Annotation::of))
            .sorted(Comparator.comparing(Annotation::level))
            .toList();
    List<Annotation> over = new ArrayList<>();
    for (Level level : Level.values()) {
      List<Annotation> ofLevel = annotations.stream().filter(a -> a.level() == level).toList();
      // The notice that tells of the rest takes the place of a piece of advice.
      int room = level == Level.ADVICE && ofLevel.size() + over.size() > SHOWN ? SHOWN - 1 : SHOWN;
      int shown = Math.min(room, ofLevel.size());
      for (Annotation annotation : ofLevel.subList(0, shown)) {
        out.write(annotation.command() + "\n");
      }
      over.addAll(ofLevel.subList(shown, ofLevel.size()));
    }
    if (!over.isEmpty()) {
      out.write("::notice title=tensorvet::" + message(rest(over)) + "\n");
      for (Annotation annotation : over) {
        out.write(plain(annotation.line()) + "\n");
      }
    }
    for (String line : Tally.summary(report, context)) {
      out.write(line + "\n");
    }
  }

  private static String rest(List<Annotation> over) {
    return over.size()
        + " more without an annotation, "
        + Tally.levels(over.stream().map(Annotation::level).toList())
        + ": GitHub shows ten of each level, the log of this step shows all";
  }

  /** A line that the runner does not take for a command. */
  private static String plain(String line) {
    return line.startsWith("::") || line.startsWith("##[") ? "./" + line : line;
  }

  private static String message(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return message(text).replace(":", "%3A").replace(",", "%2C");
  }
}
