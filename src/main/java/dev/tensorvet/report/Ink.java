package dev.tensorvet.report;

import dev.tensorvet.finding.Level;

/** Paints text with ANSI escapes, or leaves it plain. */
record Ink(boolean colour) {

  /** What a piece of text is, and with that how it looks. */
  enum Style {
    ERROR("1;31"),
    WARNING("1;33"),
    ADVICE("1;36"),
    RELATED("1;34"),
    GUTTER("34"),
    STRONG("1"),
    FIXABLE("36"),
    REMOVED("31"),
    ADDED("32");

    private final String code;

    Style(String code) {
      this.code = code;
    }

    static Style of(Level level) {
      return switch (level) {
        case ERROR -> ERROR;
        case WARNING -> WARNING;
        case ADVICE -> ADVICE;
      };
    }
  }

  String paint(Style style, String text) {
    return colour && !text.isEmpty() ? "\u001B[" + style.code + "m" + text + "\u001B[0m" : text;
  }
}
