package dev.tensorvet.report;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;

/** For people: the code with the span underlined, what takes part, the fix, and a summary. */
final class TextReporter implements Reporter {

  private static final int WIDEST = 140;

  @Override
  public String name() {
    return "text";
  }

  @Override
  public String write(Report report, ReportContext context) {
    StringBuilder text = new StringBuilder();
    Paint paint = new Paint(context.isColoured());
    for (Reported reported : report.findings()) {
      write(reported, paint, text);
    }
    for (Problem problem : report.problems()) {
      write(problem, paint, text);
    }
    return text.append(summary(report)).append('\n').toString();
  }

  private static void write(Reported reported, Paint paint, StringBuilder to) {
    Finding finding = reported.finding();
    to.append(paint.bold(paint.level(reported.level(), reported.level().label())))
        .append(paint.bold("[" + finding.rule() + "]"))
        .append(": ")
        .append(finding.message())
        .append('\n');
    excerpt(finding.place(), "", paint, to);
    for (Related related : finding.related()) {
      to.append("  ").append(paint.faint("note")).append(": ").append(related.message()).append('\n');
      excerpt(related.place(), "", paint, to);
    }
    finding
        .fix()
        .ifPresent(
            fix ->
                to.append("  ")
                    .append(paint.good(fix.safety() == Fix.Safety.SAFE ? "fix" : "unsafe fix"))
                    .append(": ")
                    .append(fix.title())
                    .append('\n'));
    to.append('\n');
  }

  private static void write(Problem problem, Paint paint, StringBuilder to) {
    to.append(paint.bold(paint.level(problem.level(), problem.level().label())))
        .append(paint.bold("[" + problem.kind() + "]"))
        .append(": ")
        .append(problem.message())
        .append('\n');
    if (problem.place().isPresent()) {
      excerpt(problem.place().get(), "", paint, to);
    } else {
      to.append("  ").append(paint.faint("-->")).append(' ').append(problem.path()).append('\n');
    }
    to.append('\n');
  }

  /** The first line of a place with the span underlined. */
  private static void excerpt(Place place, String label, Paint paint, StringBuilder to) {
    SourceFile file = place.file();
    LineTable lines = file.lines();
    int line = lines.line(place.span().start());
    String code = file.text().substring(lines.start(line), lines.end(line)).stripTrailing();
    int from = Math.min(place.span().start() - lines.start(line), code.length());
    int until = Math.min(place.span().end() - lines.start(line), code.length());
    Position position = Position.of(place);
    String number = String.valueOf(position.start().line());
    String gutter = " ".repeat(number.length());
    to.append(gutter)
        .append(paint.faint("-->"))
        .append(' ')
        .append(position.label())
        .append('\n');
    if (code.length() > WIDEST * 4 || code.isBlank()) {
      return;
    }
    int cut = Math.max(0, Math.min(from - WIDEST / 2, code.length() - WIDEST));
    String shown = code.substring(cut, Math.min(code.length(), cut + WIDEST));
    to.append(paint.faint(number + " | ")).append(shown.replace("\t", "    ")).append('\n');
    String before = shown.substring(0, Math.min(shown.length(), from - cut)).replace("\t", "    ");
    int width =
        Math.max(
            1,
            columns(shown.substring(Math.min(shown.length(), from - cut),
                Math.max(Math.min(shown.length(), from - cut), Math.min(shown.length(), until - cut)))));
    to.append(paint.faint(gutter + " | "))
        .append(" ".repeat(columns(before)))
        .append(paint.mark("^".repeat(width)))
        .append(label)
        .append('\n');
  }

  /** How many columns of a terminal a text takes: wide characters take two. */
  private static int columns(String text) {
    int columns = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      int type = Character.getType(point);
      boolean isCombining = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
      boolean isWide =
          Character.isIdeographic(point)
              || (point >= 0x1100 && point <= 0x115F)
              || (point >= 0x3040 && point <= 0x30FF)
              || (point >= 0xAC00 && point <= 0xD7A3)
              || (point >= 0xFF01 && point <= 0xFF60)
              || point >= 0x1F300;
      columns += isCombining ? 0 : point == '\t' ? 4 : isWide ? 2 : 1;
    }
    return columns;
  }

  private static String summary(Report report) {
    if (report.findings().isEmpty() && report.problems().isEmpty()) {
      return "All checks passed: " + count(report.filesChecked(), "file") + ".";
    }
    StringBuilder text = new StringBuilder();
    text.append("Found ");
    String separator = "";
    for (Level level : Level.values()) {
      long findings = report.findings().stream().filter(r -> r.level() == level).count();
      if (findings > 0) {
        String noun = level == Level.ADVICE ? "piece of advice" : level.label();
        text.append(separator)
            .append(level == Level.ADVICE && findings > 1 ? findings + " pieces of advice" : count(findings, noun));
        separator = ", ";
      }
    }
    if (!report.problems().isEmpty()) {
      text.append(separator).append(count(report.problems().size(), "problem"));
    }
    text.append(" in ").append(count(report.filesChecked(), "file")).append('.');
    long safe = fixable(report, Fix.Safety.SAFE);
    long unsafe = fixable(report, Fix.Safety.UNSAFE);
    if (safe > 0) {
      text.append("\n").append(safe).append(" can be fixed with `--fix`.");
    }
    if (unsafe > 0) {
      text.append("\n").append(unsafe).append(" more with `--fix --unsafe-fixes`.");
    }
    return text.toString();
  }

  private static long fixable(Report report, Fix.Safety safety) {
    return report.findings().stream()
        .filter(r -> r.finding().fix().filter(f -> f.safety() == safety).isPresent())
        .count();
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Colours, or none. */
  private record Paint(boolean isOn) {

    private String paint(String code, String text) {
      return isOn ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }

    String bold(String text) {
      return paint("1", text);
    }

    String faint(String text) {
      return paint("34", text);
    }

    String good(String text) {
      return paint("32", text);
    }

    String mark(String text) {
      return paint("31", text);
    }

    String level(Level level, String text) {
      return switch (level) {
        case ERROR -> paint("31", text);
        case WARNING -> paint("33", text);
        case ADVICE -> paint("36", text);
      };
    }
  }
}
