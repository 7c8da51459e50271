package dev.tensorvet.frontend.notebook;

import java.util.Set;
import java.util.regex.Pattern;

/** Sets aside the lines of a cell that IPython reads, and Python does not. */
final class Magics {

  /** Cell magics whose body is Python that runs here. */
  private static final Set<String> PYTHON_BODY =
      Set.of("capture", "debug", "prun", "pypy", "python", "python3", "time", "timeit", "ipytest");

  private static final Pattern LINE =
      Pattern.compile("^\\s*(?:[%!]|\\?{1,2}\\w|[\\w.]+\\?{1,2}\\s*$|/\\w)");

  private static final Pattern ASSIGNED =
      Pattern.compile("^(\\s*[\\w, .\\[\\]'\"]+=\\s*)([!%].*)$");

  /** Shell words that IPython takes for commands when nothing is assigned to them. */
  private static final Pattern AUTOMAGIC =
      Pattern.compile(
          "^(?:pip|conda|cd|ls|pwd|mkdir|rm|cp|mv|cat|matplotlib|load_ext|autoreload|env|who|whos)"
              + "\\s+[-\\w./].*$");

  private Magics() {}

  /** The cell's code with the same length and lines, other lines made comments. */
  static String setAside(String code) {
    if (code.startsWith("%%")) {
      String magic = code.substring(2).split("\\s", 2)[0];
      return PYTHON_BODY.contains(magic) ? blankFirstLine(code) : blankAll(code);
    }
    StringBuilder kept = new StringBuilder(code.length());
    boolean continues = false;
    for (String line : code.split("(?<=\n)", -1)) {
      String body = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
      String end = line.substring(body.length());
      boolean isMagic = continues || LINE.matcher(body).find() || AUTOMAGIC.matcher(body).matches();
      var assigned = ASSIGNED.matcher(body);
      if (isMagic) {
        kept.append(comment(body));
        continues = body.endsWith("\\");
      } else if (assigned.matches()) {
        kept.append(assigned.group(1)).append(placeholder(assigned.group(2).length()));
      } else {
        kept.append(body);
      }
      kept.append(end);
    }
    return kept.toString();
  }

  private static String blankFirstLine(String code) {
    int line = code.indexOf('\n');
    return line < 0
        ? comment(code)
        : comment(code.substring(0, line)) + setAside(code.substring(line));
  }

  private static String blankAll(String code) {
    StringBuilder blank = new StringBuilder();
    for (String line : code.split("(?<=\n)", -1)) {
      String body = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
      blank.append(comment(body)).append(line.substring(body.length()));
    }
    return blank.toString();
  }

  /** A line of the same length that Python passes over; its indentation keeps a block alive. */
  private static String comment(String line) {
    if (line.isBlank()) {
      return line;
    }
    int indent = line.length() - line.stripLeading().length();
    String rest = line.substring(indent);
    return indent > 0 && rest.length() >= 4
        ? line.substring(0, indent) + "pass" + " ".repeat(rest.length() - 4)
        : line.substring(0, indent) + "#" + " ".repeat(rest.length() - 1);
  }

  private static String placeholder(int length) {
    return length >= 2 ? "()" + " ".repeat(length - 2) : "0";
  }
}
