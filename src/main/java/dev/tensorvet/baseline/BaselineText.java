package dev.tensorvet.baseline;

import dev.tensorvet.finding.Fingerprint;
import java.util.Map;

/**
 * A baseline as JSON that is made to be read, and compared by {@code diff}: one line for each kind
 * of finding, in order, the files in order too. Equal baselines are equal byte for byte.
 */
public final class BaselineText {

  /** The only form of the file that there has been. */
  static final long VERSION = 1;

  private BaselineText() {}

  public static String of(Baseline baseline) {
    StringBuilder out = new StringBuilder("{\n  \"version\": " + VERSION + ",\n  \"files\": {");
    String file = "";
    boolean isFirst = true;
    for (Map.Entry<Known, Integer> entry : baseline.counts().entrySet()) {
      Fingerprint print = entry.getKey().print();
      boolean isSameFile = !isFirst && print.path().equals(file);
      if (isSameFile) {
        out.append(",\n");
      } else {
        out.append(isFirst ? "\n" : "\n    ],\n");
        out.append("    ").append(quoted(print.path())).append(": [\n");
      }
      out.append("      ").append(line(entry.getKey(), entry.getValue()));
      file = print.path();
      isFirst = false;
    }
    return out.append(isFirst ? "}\n}\n" : "\n    ]\n  }\n}\n").toString();
  }

  private static String line(Known known, int count) {
    Fingerprint print = known.print();
    String at =
        known.isAnywhere() ? "" : ", \"nth\": " + known.at().nth() + ", \"of\": " + known.at().of();
    return "{\"rule\": "
        + quoted(print.rule().name())
        + ", \"scope\": "
        + quoted(print.scope())
        + ", \"code\": "
        + quoted(print.code())
        + at
        + (count == 1 ? "}" : ", \"count\": " + count + "}");
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (steers(c)) {
                quoted.append(Character.isBmpCodePoint(c) ? "\\u%04x".formatted(c) : escaped(c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  private static String escaped(int c) {
    return "\\u%04x\\u%04x"
        .formatted((int) Character.highSurrogate(c), (int) Character.lowSurrogate(c));
  }

  /** What an editor would not show, or UTF-8 cannot say. */
  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
