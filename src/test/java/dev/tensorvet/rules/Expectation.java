package dev.tensorvet.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a comment in a test says about the findings on its line: {@code # expect: rule-name},
 * optionally with a part of the message in double quotes; {@code //} in the place of {@code #} in
 * Java.
 *
 * @param message a part of the message, perhaps empty
 */
record Expectation(Kind kind, String file, int line, String rule, String message) {

  enum Kind {
    /** {@code # expect:} a true finding. */
    FOUND,
    /** {@code # expect-missing:} a known miss, which fails on the day that it is found. */
    MISSED,
    /** {@code # expect-wrong:} a known false finding, which fails on the day that it vanishes. */
    WRONG
  }

  private static final Pattern COMMENT =
      Pattern.compile("\\s*(?:#|//) expect(-missing|-wrong)?: (.*)$");
  private static final Pattern ITEM = Pattern.compile("([a-z0-9-]+)(?: \"([^\"]*)\")?(?:, |$)");

  static List<Expectation> in(String file, String text) {
    List<Expectation> found = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      Matcher comment = COMMENT.matcher(lines[i]);
      if (comment.find()) {
        addItems(found, kind(comment.group(1)), file, i + 1, comment.group(2));
      }
    }
    return found;
  }

  /** The text without its expectations. */
  static String strip(String text) {
    return text.lines()
        .map(line -> COMMENT.matcher(line).replaceFirst(""))
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static void addItems(
      List<Expectation> to, Kind kind, String file, int line, String items) {
    Matcher item = ITEM.matcher(items.strip());
    int end = 0;
    while (item.lookingAt()) {
      String message = item.group(2) == null ? "" : item.group(2);
      to.add(new Expectation(kind, file, line, item.group(1), message));
      end = item.end();
      item.region(end, items.strip().length());
    }
    if (end != items.strip().length()) {
      throw new IllegalArgumentException(file + ":" + line + ": cannot read `" + items + "`");
    }
  }

  private static Kind kind(String suffix) {
    if (suffix == null) {
      return Kind.FOUND;
    }
    return suffix.equals("-missing") ? Kind.MISSED : Kind.WRONG;
  }
}
