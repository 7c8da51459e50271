package dev.tensorvet.diagnose;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a log, without what terminals and launchers add to it.
 *
 * @param number counted by line feeds, as other tools count
 * @param channel which of several processes wrote it; empty for the only one
 * @param text with its indentation
 */
record LogLine(long number, String channel, String text) {

  private static final char ESCAPE = '\u001B';

  /** Of a process, by its rank or name; when it was written, and how grave it is. */
  private static final Pattern PREFIX =
      Pattern.compile(
          """
          (?<channel>\\[(?:[a-z_]*\\d+(?:,\\d+)?)\\](?:<std(?:out|err)>)?:\\ ?\
          |\\(\\w+\\ pid=\\d+[^)]{0,60}\\)\\ ?\
          |[\\w.-]{1,40}-\\d+\\s{1,9}\\|\\ \
          |\\ ?\\d{1,4}:\\ )\
          |\\[?\\d{4}[-/]\\d\\d[-/]\\d\\d[T\\ ,]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[-+]\\d\\d:?\\d\\d)?\\]?(?:\\ [-|]\\ |:?\\ )\
          |\\[?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?\\]?(?:\\ [-|]\\ |:?\\ )\
          |[IWEF]\\d{4}\\ \\d\\d:\\d\\d:\\d\\d[.\\d]*\\s+(?:\\d+\\ )?(?:[^\\s\\]]+:\\d+\\]\\ )?\
          |\\[?(?:DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL)\\]?(?::[\\w.]+:|\\ [-|:]\\ |:\\ |\\ )\
          |[\\w.]{1,60}\\ -\\ (?=(?:DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL)\\b)\
          """);

  /** More than these no log puts before a line. */
  private static final int MOST_PREFIXES = 5;

  static LogLine of(long number, String raw) {
    String text = raw.indexOf(ESCAPE) < 0 ? raw : withoutEscapes(raw);
    String channel = "";
    Matcher prefix = PREFIX.matcher(text);
    int start = 0;
    for (int i = 0;
        i < MOST_PREFIXES && start < text.length() && mayBegin(text.charAt(start));
        i++) {
      prefix.region(start, text.length());
      if (!prefix.lookingAt()) {
        break;
      }
      String of = prefix.group("channel");
      channel = of == null ? channel : channel + of.strip();
      start = prefix.end();
    }
    return new LogLine(number, channel, start == 0 ? text : text.substring(start));
  }

  private static boolean mayBegin(char c) {
    return c == '[' || c == '(' || c == ' ' || Character.isLetterOrDigit(c);
  }

  /** Without colours, moves of the cursor and titles of windows. */
  private static String withoutEscapes(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    int i = 0;
    while (i < raw.length()) {
      if (raw.charAt(i) != ESCAPE) {
        text.append(raw.charAt(i++));
      } else {
        i = endOfEscape(raw, i + 1);
      }
    }
    return text.toString();
  }

  private static int endOfEscape(String raw, int start) {
    if (start >= raw.length()) {
      return start;
    }
    int i = start + 1;
    if (raw.charAt(start) == '[') {
      while (i < raw.length() && raw.charAt(i) < '@') {
        i++;
      }
      return Math.min(raw.length(), i + 1);
    }
    if (raw.charAt(start) == ']') {
      while (i < raw.length() && raw.charAt(i) != '\u0007' && raw.charAt(i) != ESCAPE) {
        i++;
      }
      boolean isLong = i + 1 < raw.length() && raw.charAt(i) == ESCAPE;
      return Math.min(raw.length(), isLong ? i + 2 : i + 1);
    }
    return i;
  }

  boolean isBlank() {
    return text.isBlank();
  }

  boolean isIndented() {
    return !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(0) == '\t');
  }
}
