package dev.tensorvet.report;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.List;

/** The lines that a fix takes out and puts in. */
final class FixPreview {

  private static final int MOST_LINES = 16;

  /** What becomes of a line. */
  enum Sign {
    SAME("| "),
    REMOVED("- "),
    ADDED("+ ");

    private final String text;

    Sign(String text) {
      this.text = text;
    }
  }

  /** A line before or after the fix. */
  record Row(Sign sign, int number, String code) {

    /** How a page shows it; empty for a line that stays. */
    String style() {
      return sign == Sign.SAME ? "" : Words.of(sign);
    }

    /** The line behind its sign. */
    String marked() {
      return sign == Sign.SAME ? "  " + code : sign.text + code;
    }
  }

  /** Lines that stand together in the old text, and what stands there after the fix. */
  private record Hunk(int first, List<String> before, List<String> after) {}

  private final List<Row> rows = new ArrayList<>();

  private FixPreview() {}

  static FixPreview none() {
    return new FixPreview();
  }

  static FixPreview of(Fix fix, SourceFile file) {
    FixPreview preview = new FixPreview();
    if (!fix.edits().isEmpty()) {
      preview.fill(fix, file);
    }
    return preview;
  }

  private void fill(Fix fix, SourceFile file) {
    List<TextEdit> edits =
        fix.edits().stream().sorted((a, b) -> a.span().compareTo(b.span())).toList();
    Excerpt excerpt = Excerpt.around(file, edits.getFirst().span().start());
    int shift = 0;
    int last = 0;
    for (List<TextEdit> together : grouped(edits, excerpt)) {
      Hunk hunk = hunk(together, excerpt);
      if (hunk.first() > 1 && last < hunk.first() - 1 && !excerpt.isBlank(hunk.first() - 1)) {
        int above = hunk.first() - 1;
        rows.add(new Row(Sign.SAME, above + shift, excerpt.line(above)));
      }
      for (int i = 0; i < hunk.before().size(); i++) {
        rows.add(new Row(Sign.REMOVED, hunk.first() + i, hunk.before().get(i)));
      }
      for (int i = 0; i < hunk.after().size(); i++) {
        rows.add(new Row(Sign.ADDED, hunk.first() + shift + i, hunk.after().get(i)));
      }
      shift += hunk.after().size() - hunk.before().size();
      last = hunk.first() + hunk.before().size() - 1;
    }
  }

  /** Edits that touch one line belong together. */
  private static List<List<TextEdit>> grouped(List<TextEdit> edits, Excerpt excerpt) {
    List<List<TextEdit>> groups = new ArrayList<>();
    int last = Integer.MIN_VALUE;
    for (TextEdit edit : edits) {
      if (excerpt.lineOf(edit.span().start()) > last) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(edit);
      last = Math.max(last, excerpt.lineOf(edit.span().end()));
    }
    return groups;
  }

  private static Hunk hunk(List<TextEdit> edits, Excerpt excerpt) {
    SourceFile file = excerpt.file();
    int first = excerpt.lineOf(edits.getFirst().span().start());
    int last = excerpt.lineOf(edits.getLast().span().end());
    int start = file.lines().start(excerpt.before() + first);
    int end = file.lines().end(excerpt.before() + last);
    StringBuilder changed = new StringBuilder();
    int done = start;
    for (TextEdit edit : edits) {
      changed.append(file.text(), done, Math.max(done, edit.span().start()));
      changed.append(edit.replacement());
      done = Math.max(done, edit.span().end());
    }
    changed.append(file.text(), done, end);
    List<String> before = lines(file.text().substring(start, end));
    List<String> after = lines(changed.toString());
    int same = 0;
    while (same < before.size()
        && same < after.size()
        && before.get(same).equals(after.get(same))) {
      same++;
    }
    int tail = 0;
    while (tail < before.size() - same
        && tail < after.size() - same
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    return new Hunk(
        first + same,
        before.subList(same, before.size() - tail),
        after.subList(same, after.size() - tail));
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  /** The lines of old and new text, in their order. */
  List<Row> rows() {
    return List.copyOf(rows);
  }

  int lastLine() {
    return rows.stream().mapToInt(Row::number).max().orElse(1);
  }

  void draw(StringBuilder out, Gutter gutter) {
    for (Row row : rows.subList(0, Math.min(rows.size(), MOST_LINES))) {
      String code = Glyphs.show(row.code()).part(0, gutter.room());
      String number = String.valueOf(row.number());
      String line = " ".repeat(gutter.digits() - number.length()) + number + " " + row.sign().text;
      switch (row.sign()) {
        case SAME ->
            out.append(gutter.paint(Ink.Style.GUTTER, line.stripTrailing()))
                .append(' ')
                .append(code);
        case REMOVED -> out.append(gutter.paint(Ink.Style.REMOVED, (line + code).stripTrailing()));
        case ADDED -> out.append(gutter.paint(Ink.Style.ADDED, (line + code).stripTrailing()));
      }
      out.append('\n');
    }
    if (rows.size() > MOST_LINES) {
      gutter.dots(out, (rows.size() - MOST_LINES) + " lines more");
    }
  }
}
