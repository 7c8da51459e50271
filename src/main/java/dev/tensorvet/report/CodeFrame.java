package dev.tensorvet.report;

import dev.tensorvet.source.Location;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Lines of code with their numbers, and marks beneath what they are about. One mark over several
 * lines is drawn as a bracket at their left.
 */
final class CodeFrame {

  private static final int CONTEXT = 2;
  private static final int BRACKET_HEAD = 3;
  private static final int BRACKET_TAIL = 2;

  /**
   * What to underline.
   *
   * @param label what stands beside the underline, perhaps nothing
   * @param primary whether this is what a finding is about, and not a place beside it
   */
  record Mark(Location start, Location end, String label, Ink.Style style, boolean primary) {

    boolean spansLines() {
      return end.line() > start.line();
    }
  }

  private final Excerpt excerpt;
  private final List<Mark> marks;
  private final Optional<Mark> bracket;
  private final TreeSet<Integer> shown = new TreeSet<>();

  CodeFrame(Excerpt excerpt, List<Mark> marks) {
    this.excerpt = excerpt;
    this.marks = marks.stream().map(this::fitted).sorted(CodeFrame::compare).toList();
    this.bracket = this.marks.stream().filter(Mark::spansLines).findFirst();
    this.marks.forEach(this::show);
    fillSmallGaps();
  }

  /**
   * The primary one first, then in the order of the text. Not by {@code Comparator.comparing}: its
   * lambdas are serializable, and no start-up archive holds such.
   */
  private static int compare(Mark one, Mark other) {
    int order = Boolean.compare(other.primary(), one.primary());
    return order != 0 ? order : one.start().compareTo(other.start());
  }

  /** A mark that ends in its own line end ends with the line; one beside the text is cut. */
  private Mark fitted(Mark mark) {
    Location end = mark.end();
    if (end.line() > mark.start().line() && end.column() == 1) {
      end = endOf(end.line() - 1);
    }
    if (!mark.primary() && end.line() > mark.start().line()) {
      end = endOf(mark.start().line());
    }
    return new Mark(mark.start(), end, mark.label(), mark.style(), mark.primary());
  }

  private Location endOf(int line) {
    return new Location(line, excerpt.line(line).length() + 1);
  }

  private void show(Mark mark) {
    int first = mark.start().line();
    int last = mark.end().line();
    for (int line = first; line <= last; line++) {
      if (line < first + BRACKET_HEAD || line > last - BRACKET_TAIL) {
        shown.add(line);
      }
    }
    if (mark.primary()) {
      int from = Math.max(1, first - CONTEXT);
      while (from < first && excerpt.isBlank(from)) {
        from++;
      }
      int to = Math.min(excerpt.count(), last + CONTEXT);
      while (to > last && excerpt.isBlank(to)) {
        to--;
      }
      for (int line = from; line <= to; line++) {
        if (line < first || line > last) {
          shown.add(line);
        }
      }
    }
  }

  /** Dots for one line are no shorter than the line. */
  private void fillSmallGaps() {
    for (int line : List.copyOf(shown)) {
      if (!shown.contains(line + 1) && shown.contains(line + 2)) {
        shown.add(line + 1);
      }
    }
  }

  int lastLine() {
    return shown.last();
  }

  /** Draws the lines; the frame's own border lines belong to the caller. */
  void draw(StringBuilder out, Gutter gutter) {
    int room = gutter.room() - (bracket.isPresent() ? 2 : 0);
    int left = leftmost(room);
    int previous = shown.first() - 1;
    for (int line : shown) {
      if (line > previous + 1) {
        gutter.dots(out, edge(line, false));
      }
      gutter.line(
          out, String.valueOf(line), edge(line, true) + window(excerpt.line(line), left, room));
      for (Mark mark : marks) {
        if (mark.spansLines() && mark.end().line() == line) {
          drawBracketEnd(out, gutter, mark, left, room);
        } else if (!mark.spansLines() && mark.start().line() == line) {
          drawUnderline(out, gutter, mark, left, room);
        }
      }
      previous = line;
    }
  }

  private void drawUnderline(StringBuilder out, Gutter gutter, Mark mark, int left, int room) {
    Glyphs.Shown line = Glyphs.show(excerpt.line(mark.start().line()));
    int from = Math.clamp(line.column(mark.start().column() - 1) - left, 0, room - 1);
    int to = Math.clamp(line.column(mark.end().column() - 1) - left, from + 1, room);
    String under = (mark.primary() ? "^" : "-").repeat(to - from);
    boolean within = bracket.filter(b -> inside(b, mark.start().line())).isPresent();
    String edge = bracket.isEmpty() ? "" : within ? "| " : "  ";
    gutter.line(
        out, "", edge + " ".repeat(from) + gutter.paint(mark.style(), labelled(under, mark)));
  }

  private void drawBracketEnd(StringBuilder out, Gutter gutter, Mark mark, int left, int room) {
    Glyphs.Shown line = Glyphs.show(excerpt.line(mark.end().line()));
    int last = Math.clamp(line.column(mark.end().column() - 1) - 1 - left, 0, room - 1);
    String under = "|_" + "_".repeat(last) + "^";
    gutter.line(out, "", gutter.paint(mark.style(), labelled(under, mark)));
  }

  private static String labelled(String under, Mark mark) {
    return mark.label().isEmpty() ? under : under + " " + Glyphs.printable(mark.label());
  }

  /** What the bracket shows at the left of a line of code, or of the dots above it. */
  private String edge(int line, boolean code) {
    if (bracket.isEmpty()) {
      return "";
    }
    Mark mark = bracket.get();
    if (code && line == mark.start().line()) {
      return "/ ";
    }
    return line > mark.start().line() && line <= mark.end().line() ? "| " : "  ";
  }

  private static boolean inside(Mark bracket, int line) {
    return line >= bracket.start().line() && line < bracket.end().line();
  }

  /** The column at which all lines of the frame begin, so that the first mark is in sight. */
  private int leftmost(int room) {
    Mark first = marks.getFirst();
    Glyphs.Shown line = Glyphs.show(excerpt.line(first.start().line()));
    int start = line.column(first.start().column() - 1);
    int end = first.spansLines() ? start : line.column(first.end().column() - 1);
    return Math.max(end, start + 1) < room ? 0 : Math.max(0, start - room / 4);
  }

  private static String window(String code, int left, int room) {
    Glyphs.Shown line = Glyphs.show(code);
    boolean cutLeft = left > 0 && line.width() > 0;
    boolean cutRight = line.width() > left + room;
    String part = line.part(left + (cutLeft ? 1 : 0), left + room - (cutRight ? 1 : 0));
    return (cutLeft ? "…" : "") + part + (cutRight ? "…" : "");
  }
}
