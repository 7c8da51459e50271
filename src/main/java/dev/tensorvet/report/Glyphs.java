package dev.tensorvet.report;

/**
 * What characters look like on a terminal: how wide they are, and what stands for those that would
 * change the display instead of showing.
 */
final class Glyphs {

  private static final int TAB = 4;

  private Glyphs() {}

  /** One line of code as it is shown: tabs as blanks, and the column of each of its code units. */
  static final class Shown {

    private final String text;
    private final int[] columns;

    private Shown(String text, int[] columns) {
      this.text = text;
      this.columns = columns;
    }

    /** The columns that the line takes. */
    int width() {
      return columns[columns.length - 1];
    }

    /** Where a code unit stands; one after the end of the line stands at its end. */
    int column(int unit) {
      return columns[Math.max(0, Math.min(unit, columns.length - 1))];
    }

    /** The part between two columns; a wide character that is cut in half becomes a blank. */
    String part(int from, int to) {
      StringBuilder part = new StringBuilder();
      int column = 0;
      for (int i = 0; i < text.length() && column < to; ) {
        int c = text.codePointAt(i);
        int next = column + Glyphs.width(c);
        if (column >= from && next <= to) {
          part.appendCodePoint(c);
        } else if (next > from) {
          part.append(" ".repeat(Math.min(next, to) - Math.max(column, from)));
        }
        column = next;
        i += Character.charCount(c);
      }
      return part.toString();
    }
  }

  static Shown show(String line) {
    StringBuilder text = new StringBuilder(line.length());
    int[] columns = new int[line.length() + 1];
    int column = 0;
    for (int i = 0; i < line.length(); ) {
      int c = line.codePointAt(i);
      int units = Character.charCount(c);
      columns[i] = column;
      if (units == 2) {
        columns[i + 1] = column;
      }
      if (c == '\t') {
        int blanks = TAB - column % TAB;
        text.append(" ".repeat(blanks));
        column += blanks;
      } else {
        int shown = printable(c);
        text.appendCodePoint(shown);
        column += width(shown);
      }
      i += units;
    }
    columns[line.length()] = column;
    return new Shown(text.toString(), columns);
  }

  /** A text on one line in which nothing can steer the terminal; a tab becomes a blank. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> printable.appendCodePoint(c == '\n' || c == '\t' ? ' ' : printable(c)));
    return printable.toString();
  }

  private static int printable(int c) {
    if (c < 0x20) {
      return 0x2400 + c;
    }
    if (c == 0x7F) {
      return 0x2421;
    }
    boolean steers =
        (c >= 0x80 && c < 0xA0)
            || c == 0x2028
            || c == 0x2029
            || (c >= 0x202A && c <= 0x202E)
            || (c >= 0x2066 && c <= 0x2069)
            || Character.getType(c) == Character.SURROGATE;
    return steers ? 0xFFFD : c;
  }

  static int width(String text) {
    return text.codePoints().map(Glyphs::width).sum();
  }

  static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  /** The blocks that Unicode's East Asian Width calls wide, the emoji among them. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
        || (c >= 0xA960 && c <= 0xA97C)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF01 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1F64F)
        || (c >= 0x1F680 && c <= 0x1F6FF)
        || (c >= 0x1F900 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
