package dev.tensorvet.report;

import dev.tensorvet.diagnose.Diagnosis;
import dev.tensorvet.diagnose.Explanation;
import dev.tensorvet.diagnose.LogReport;
import dev.tensorvet.diagnose.Raised;
import dev.tensorvet.diagnose.StackFrame;
import dev.tensorvet.diagnose.Surroundings;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Reported;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/**
 * For people: what was raised and at which line of their code, what it comes from, and what to do,
 * the likeliest first.
 */
final class DiagnosisTextReporter implements DiagnosisReporter {

  /** Less likely causes than these help nobody. */
  private static final int MOST_OTHERS = 2;

  /** The rest of a message stands in the log. */
  private static final int LONGEST_HEADLINE = 200;

  @Override
  public String name() {
    return "text";
  }

  @Override
  public void write(LogReport report, boolean colour, int width, Writer out) throws IOException {
    Ink ink = new Ink(colour);
    for (Diagnosis diagnosis : report.diagnoses()) {
      out.write(diagnosis(diagnosis, ink, width));
    }
    out.write(summary(report) + "\n");
  }

  private static String diagnosis(Diagnosis diagnosis, Ink ink, int width) {
    StringBuilder out = new StringBuilder();
    Level level = diagnosis.isWarning() ? Level.WARNING : Level.ERROR;
    String name = diagnosis.explanation().map(Explanation::name).orElse("unknown");
    out.append(ink.paint(Ink.Style.of(level), level.label() + "[" + name + "]"))
        .append(ink.paint(Ink.Style.STRONG, ": " + headline(diagnosis.raised())))
        .append('\n');
    Gutter gutter = place(diagnosis, out, ink, width);
    told(diagnosis, out, gutter);
    return out.append('\n').toString();
  }

  private static String headline(Raised raised) {
    String line = Glyphs.printable(raised.headline());
    return line.length() <= LONGEST_HEADLINE ? line : line.substring(0, LONGEST_HEADLINE) + "…";
  }

  /** The line of the user's code, from the project where it is there, else from the log. */
  private static Gutter place(Diagnosis diagnosis, StringBuilder out, Ink ink, int width) {
    Optional<Place> place = diagnosis.surroundings().flatMap(Surroundings::place);
    if (place.isPresent()) {
      Region region = Region.of(place.get());
      Ink.Style style = Ink.Style.of(diagnosis.isWarning() ? Level.WARNING : Level.ERROR);
      CodeFrame frame =
          new CodeFrame(
              Excerpt.around(place.get().file(), place.get().span().start()),
              List.of(new CodeFrame.Mark(region.start(), region.end(), "", style, true)));
      Gutter gutter = Gutter.upTo(frame.lastLine(), width, ink);
      gutter.arrow(out, "-->", Glyphs.printable(region.label()));
      gutter.border(out);
      frame.draw(out, gutter);
      gutter.border(out);
      return gutter;
    }
    Optional<StackFrame> told = diagnosis.raised().place();
    if (told.isEmpty()) {
      return Gutter.upTo(1, width, ink);
    }
    StackFrame at = told.get();
    Gutter gutter = Gutter.upTo(Math.max(1, at.line()), width, ink);
    String line = at.line() == 0 ? "" : ":" + at.line();
    String function = at.function().isEmpty() ? "" : " in " + at.function();
    gutter.arrow(out, "-->", Glyphs.printable(at.path() + line + function));
    if (!at.code().isEmpty()) {
      gutter.border(out);
      gutter.line(
          out, at.line() == 0 ? "" : String.valueOf(at.line()), Glyphs.printable(at.code()));
      gutter.border(out);
    }
    return gutter;
  }

  private static void told(Diagnosis diagnosis, StringBuilder out, Gutter gutter) {
    Raised raised = diagnosis.raised();
    gutter.note(
        out,
        "log",
        "line "
            + raised.line()
            + switch (diagnosis.times()) {
              case 1 -> "";
              case 2 -> ", and once more";
              default -> ", and " + (diagnosis.times() - 1) + " more times";
            });
    diagnosis
        .surroundings()
        .filter(Surroundings::isGone)
        .ifPresent(
            there ->
                gutter.note(
                    out,
                    "code",
                    "this line is not in `" + there.file() + "`: it has changed since"));
    diagnosis
        .surroundings()
        .filter(Surroundings::isMoved)
        .ifPresent(there -> gutter.note(out, "code", "the line has moved since"));
    for (Raised other : diagnosis.beside()) {
      gutter.note(out, "with", headline(other) + place(other, raised));
    }
    diagnosis.explanation().ifPresent(likeliest -> gutter.note(out, "cause", likeliest.cause()));
    diagnosis
        .surroundings()
        .ifPresent(
            there -> {
              there.notes().forEach(note -> gutter.note(out, "seen", note));
              there.findings().forEach(found -> gutter.note(out, "found", finding(found)));
            });
    List<String> fixes =
        diagnosis.explanation().map(Explanation::fixes).orElseGet(diagnosis::generalAdvice);
    for (int i = 0; i < fixes.size(); i++) {
      gutter.note(out, fixes.size() == 1 ? "fix" : "fix " + (i + 1), fixes.get(i));
    }
    diagnosis.explanations().stream()
        .skip(1)
        .limit(MOST_OTHERS)
        .forEach(other -> gutter.note(out, "or", other.cause() + ": " + other.fixes().getFirst()));
  }

  /** Where something else was raised; nothing where it is the same place. */
  private static String place(Raised other, Raised raised) {
    return other
        .place()
        .filter(at -> at.line() > 0 && !raised.place().equals(Optional.of(at)))
        .map(at -> ", at " + Glyphs.printable(at.path() + ":" + at.line() + ": " + at.code()))
        .orElse("");
  }

  private static String finding(Reported found) {
    return Region.of(found.finding().place()).label()
        + " "
        + found.level().label()
        + "["
        + found.finding().rule().name()
        + "]: "
        + found.message();
  }

  private static String summary(LogReport report) {
    long warnings = report.diagnoses().stream().filter(Diagnosis::isWarning).count();
    long errors = report.diagnoses().size() - warnings + report.unlisted();
    if (report.diagnoses().isEmpty()) {
      return "nothing is found in " + count(report.lines(), "line");
    }
    return (errors == 0 ? "" : count(errors, "error"))
        + (errors > 0 && warnings > 0 ? ", " : "")
        + (warnings == 0 ? "" : count(warnings, "warning"))
        + (report.unlisted() == 0 ? "" : " (" + report.unlisted() + " not shown)")
        + " in "
        + count(report.lines(), "line");
  }

  private static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
