package dev.tensorvet.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of text under each other, cut to a width where they are too wide. */
final class TextTable {

  private static final String GAP = "  ";
  private static final String CUT = "…";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A column.
   *
   * @param least how narrow it may be cut; the full width of what must not be cut
   */
  record Column(String head, Side side, int least) {

    /** One whose texts are never cut. */
    static Column whole(String head, Side side) {
      return new Column(head, side, Integer.MAX_VALUE);
    }
  }

  /** Where in a column its texts stand, and what is kept of one that is cut. */
  enum Side {
    LEFT,
    /** As {@link #LEFT}, but the end is what tells one from another. */
    LEFT_KEEPING_END,
    RIGHT
  }

  TextTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  /** The head, and a line for each row. */
  List<String> lines(int width) {
    List<List<String>> all = new ArrayList<>(List.of(columns.stream().map(Column::head).toList()));
    all.addAll(rows);
    int[] widths = widths(all, width);
    return all.stream().map(row -> line(row, widths)).toList();
  }

  private int[] widths(List<List<String>> all, int width) {
    int[] widths = new int[columns.size()];
    int sum = GAP.length() * (widths.length - 1);
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] = all.stream().mapToInt(row -> Glyphs.width(row.get(column))).max().orElse(0);
      sum += widths[i];
    }
    while (sum > width) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (widths[i] > columns.get(i).least() && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return widths;
      }
      widths[widest]--;
      sum--;
    }
    return widths;
  }

  private String line(List<String> row, int[] widths) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      cells.add(cell(row.get(i), widths[i], columns.get(i).side()));
    }
    return cells.stream().collect(Collectors.joining(GAP)).stripTrailing();
  }

  private static String cell(String text, int width, Side side) {
    int own = Glyphs.width(text);
    if (own <= width) {
      String blanks = " ".repeat(width - own);
      return side == Side.RIGHT ? blanks + text : text + blanks;
    }
    Glyphs.Shown shown = Glyphs.show(text);
    return side == Side.LEFT_KEEPING_END
        ? CUT + shown.part(own - width + 1, own)
        : shown.part(0, width - 1) + CUT;
  }
}
