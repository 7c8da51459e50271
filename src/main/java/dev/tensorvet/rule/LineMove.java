package dev.tensorvet.rule;

import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** Moves a line of a straight block before or behind another line of the same block. */
public final class LineMove {

  private LineMove() {}

  /** Moves the line of one event, empty unless both events are lines of one straight block. */
  public static Optional<Fix> fix(OptimizerTrace trace, int moved, int anchor, boolean isBehind) {
    return fix(trace.file(), trace.event(moved).site(), trace.event(anchor).site(), isBehind);
  }

  /** The same for two places of a file under check. */
  public static Optional<Fix> fix(SourceFile checked, Site moved, Site anchor, boolean isBehind) {
    Place from = moved.place();
    Place to = anchor.place();
    boolean isTogether =
        moved.calls().equals(anchor.calls()) && from.file() == checked && to.file() == checked;
    if (!isTogether || !isLine(from) || !isLine(to) || !isStraight(from, to)) {
      return Optional.empty();
    }
    SourceFile file = from.file();
    LineTable lines = file.lines();
    Span line = line(from);
    int target =
        isBehind
            ? lines.end(lines.line(to.span().end()))
            : lines.start(lines.line(to.span().start()));
    String text = file.text(line);
    boolean endsFile = target > 0 && file.text().charAt(target - 1) != '\n';
    String code = file.text(from.span());
    String title =
        "move `" + code + "` " + (isBehind ? "behind `" : "before `") + file.text(to.span()) + "`";
    if (endsFile || !text.endsWith("\n") || code.contains("\n")) {
      return Optional.empty();
    }
    return Optional.of(
        new Fix(
            title,
            Fix.Safety.SAFE,
            List.of(new TextEdit(line, ""), new TextEdit(new Span(target, target), text))));
  }

  /** Moves a line right before another of its file that may stand deeper. */
  public static Optional<Fix> into(Place moved, Place before) {
    SourceFile file = moved.file();
    Span line = line(moved);
    String text = file.text(line);
    String code = file.text(moved.span());
    boolean isWhole = text.endsWith("\n") && !code.contains("\n");
    if (before.file() != file || !isWhole || !isLine(moved) || !isLine(before)) {
      return Optional.empty();
    }
    int target = line(before).start();
    String indent = file.text(new Span(target, before.span().start()));
    return Optional.of(
        new Fix(
            "move `" + code + "` before `" + file.text(before.span()) + "`",
            Fix.Safety.SAFE,
            List.of(
                new TextEdit(line, ""),
                new TextEdit(new Span(target, target), indent + text.stripLeading()))));
  }

  private static Span line(Place place) {
    LineTable lines = place.file().lines();
    return new Span(
        lines.start(lines.line(place.span().start())), lines.end(lines.line(place.span().end())));
  }

  /** Whether the code stands alone on its line, but for a comment behind it. */
  private static boolean isLine(Place place) {
    Span line = line(place);
    String before = place.file().text(new Span(line.start(), place.span().start()));
    String after = place.file().text(new Span(place.span().end(), line.end())).strip();
    return before.isBlank() && (after.isEmpty() || after.startsWith("#"));
  }

  /** Whether all lines from one place to the other stand in the block of both. */
  private static boolean isStraight(Place one, Place other) {
    LineTable lines = one.file().lines();
    int first = Math.min(lines.line(one.span().start()), lines.line(other.span().start()));
    int last = Math.max(lines.line(one.span().start()), lines.line(other.span().start()));
    int indent = indent(one.file(), lines.line(one.span().start()));
    for (int line = first; line <= last; line++) {
      String text = one.file().text(new Span(lines.start(line), lines.end(line)));
      if (!text.isBlank() && indent(one.file(), line) != indent) {
        return false;
      }
    }
    return true;
  }

  private static int indent(SourceFile file, int line) {
    String text = file.text(new Span(file.lines().start(line), file.lines().end(line)));
    return text.length() - text.stripLeading().length();
  }
}
