package dev.tensorvet.report;

/**
 * The column of line numbers at the left of code.
 *
 * @param digits how many digits the largest number has
 * @param width of the whole, code included
 */
record Gutter(int digits, int width, Ink ink) {

  private static final int NARROWEST = 20;

  static Gutter upTo(int line, int width, Ink ink) {
    return new Gutter(String.valueOf(line).length(), width, ink);
  }

  /** The columns that are left for code. */
  int room() {
    return Math.max(NARROWEST, width - digits - 3);
  }

  String paint(Ink.Style style, String text) {
    return ink.paint(style, text);
  }

  void line(StringBuilder out, String number, String content) {
    String numbered = " ".repeat(digits - number.length()) + number + " |";
    row(out, paint(Ink.Style.GUTTER, numbered), content);
  }

  /** Stands for lines that are left out. */
  void dots(StringBuilder out, String content) {
    String dots = content.isBlank() ? "..." : "..." + " ".repeat(Math.max(0, digits - 1)) + content;
    out.append(paint(Ink.Style.GUTTER, dots.stripTrailing())).append('\n');
  }

  void border(StringBuilder out) {
    line(out, "", "");
  }

  /** A header such as {@code --> train.py:18:9}. */
  void arrow(StringBuilder out, String arrow, String where) {
    out.append(" ".repeat(digits))
        .append(paint(Ink.Style.GUTTER, arrow))
        .append(' ')
        .append(where)
        .append('\n');
  }

  /** A line below the code that tells more: {@code = why: ...}. */
  void note(StringBuilder out, String kind, String text) {
    String indent = " ".repeat(digits + 1);
    out.append(indent)
        .append(paint(Ink.Style.GUTTER, "="))
        .append(' ')
        .append(paint(Ink.Style.STRONG, kind + ":"))
        .append(' ')
        .append(wrapped(text, indent.length() + kind.length() + 4))
        .append('\n');
  }

  /** Text broken at blanks, each further line indented. */
  private String wrapped(String text, int indent) {
    StringBuilder wrapped = new StringBuilder();
    int column = indent;
    for (String word : Glyphs.printable(text).split(" ", -1)) {
      int length = Glyphs.width(word);
      if (column > indent && column + 1 + length > width) {
        wrapped.append('\n').append(" ".repeat(indent));
        column = indent;
      } else if (column > indent) {
        wrapped.append(' ');
        column++;
      }
      wrapped.append(word);
      column += length;
    }
    return wrapped.toString();
  }

  private static void row(StringBuilder out, String numbered, String content) {
    out.append(numbered);
    if (!content.isBlank()) {
      out.append(' ').append(content.stripTrailing());
    }
    out.append('\n');
  }
}
