package dev.tensorvet.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the calls of a traceback, as Python, IPython or rich writes them. */
final class FrameReader {

  private enum Style {
    PLAIN,
    IPYTHON,
    RICH
  }

  private static final Pattern PLAIN =
      Pattern.compile("\\s*(?:\\| +)?File \"([^\"]+)\", line (\\d+)(?:, in (.+))?");

  private static final Pattern IPYTHON_HEADER = Pattern.compile("\\s*([\\w.]+)\\s{2,}Traceback .*");

  private static final Pattern CELL =
      Pattern.compile(
          "(?:Cell |Input )?In ?\\[(\\d+)\\],?(?: line (\\d+))?(?:,? in (.+?))?(?:, line:? (\\d+))?");

  private static final Pattern FILE =
      Pattern.compile("(?:File )?\\[?((?!<cell )[^\\]]+?)(?:\\]\\([^)]*\\))?:(\\d+),? in (.+)");

  private static final Pattern OLD_FILE =
      Pattern.compile("\\[?(<ipython-input-[^>]+>|[^\\]\\s]+\\.py)(?:\\]\\([^)]*\\))? in (.+)");

  private static final Pattern ARROW = Pattern.compile("-+>\\s*(\\d+)(?:\\s(.*))?");

  private static final Pattern RICH = Pattern.compile("(\\S.*?):(\\d+) in (\\S+)");

  private static final Pattern RICH_LINE = Pattern.compile("❱\\s*(\\d+)(?:\\s*[│┃])*\\s*(.*)");

  private static final Pattern MARKS = Pattern.compile("[\\s~^]+");

  private final Style style;
  private final String margin;
  private final String ending;
  private final List<StackFrame> frames = new ArrayList<>();

  private FrameReader(Style style, String margin, String ending) {
    this.style = style;
    this.margin = margin;
    this.ending = ending;
  }

  static FrameReader plain(String margin) {
    return new FrameReader(Style.PLAIN, margin, "");
  }

  /** By the line that a traceback begins with. */
  static FrameReader of(String line, int header) {
    if (line.startsWith("╭") || line.startsWith("┌")) {
      return new FrameReader(Style.RICH, "", "");
    }
    Matcher ipython = IPYTHON_HEADER.matcher(line);
    if (ipython.matches()) {
      String name = ipython.group(1);
      return new FrameReader(Style.IPYTHON, "", name.substring(name.lastIndexOf('.') + 1));
    }
    String before = line.substring(0, header);
    return plain(before.isBlank() ? before : "");
  }

  List<StackFrame> frames() {
    return List.copyOf(frames);
  }

  /** Without the indentation that the whole traceback has. */
  String withoutMargin(String line) {
    return !margin.isEmpty() && line.startsWith(margin) ? line.substring(margin.length()) : line;
  }

  /** IPython says at the top what was raised. */
  boolean mayEndWith(String exception) {
    return ending.isEmpty() || ending.equals(exception);
  }

  /** Whether what writes these tracebacks breaks long messages up. */
  boolean isWrapped() {
    return style == Style.RICH;
  }

  /** Takes a line, and tells whether it belongs to the calls. */
  boolean read(String line) {
    return switch (style) {
      case PLAIN -> readPlain(line);
      case IPYTHON -> readIpython(line);
      case RICH -> readRich(line);
    };
  }

  private boolean readPlain(String line) {
    Matcher frame = PLAIN.matcher(line);
    if (frame.matches()) {
      String function = frame.group(3);
      add(frame.group(1), frame.group(2), function == null ? "" : function);
      return true;
    }
    boolean isIndented = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
    if (isIndented && !MARKS.matcher(line).matches()) {
      code(line);
    }
    return isIndented;
  }

  private boolean readIpython(String line) {
    String text = line.stripTrailing();
    Matcher cell = CELL.matcher(text);
    if (cell.matches()) {
      String number = cell.group(2) != null ? cell.group(2) : cell.group(4);
      String function = cell.group(3);
      add(
          "Cell In[" + cell.group(1) + "]",
          number == null ? "0" : number,
          function == null || function.startsWith("<") ? "" : function);
      return true;
    }
    Matcher file = FILE.matcher(text);
    if (file.matches()) {
      add(file.group(1), file.group(2), file.group(3));
      return true;
    }
    Matcher old = OLD_FILE.matcher(text);
    if (old.matches()) {
      add(old.group(1), "0", old.group(2));
      return true;
    }
    Matcher arrow = ARROW.matcher(text.strip());
    if (arrow.matches() && !frames.isEmpty()) {
      StackFrame last = frames.removeLast();
      String code = arrow.group(2);
      frames.add(
          new StackFrame(
              last.path(),
              last.line() == 0 ? Tracebacks.number(arrow.group(1)) : last.line(),
              last.function(),
              code == null ? "" : code.strip()));
      return true;
    }
    return text.isEmpty()
        || Character.isWhitespace(text.charAt(0))
        || Character.isDigit(text.charAt(0))
        || text.startsWith("(...)")
        || text.startsWith("[... ");
  }

  private boolean readRich(String line) {
    if (line.startsWith("╰") || line.startsWith("└")) {
      return true;
    }
    if (line.isEmpty() || "│┃|".indexOf(line.charAt(0)) < 0) {
      return false;
    }
    String inside = line.substring(1).strip();
    inside = inside.isEmpty() ? "" : withoutEnd(inside);
    Matcher frame = RICH.matcher(inside);
    if (frame.matches()) {
      add(frame.group(1), frame.group(2), frame.group(3));
      return true;
    }
    Matcher shown = RICH_LINE.matcher(inside);
    if (shown.matches()) {
      code(shown.group(2));
    }
    return true;
  }

  private static String withoutEnd(String inside) {
    char last = inside.charAt(inside.length() - 1);
    return "│┃|".indexOf(last) < 0 ? inside : inside.substring(0, inside.length() - 1).strip();
  }

  private void add(String path, String line, String function) {
    int arguments = function.startsWith("<cell ") ? 0 : function.indexOf('(');
    frames.add(
        new StackFrame(
            path,
            Tracebacks.number(line),
            arguments >= 0 ? function.substring(0, arguments) : function,
            ""));
  }

  /** The first line after a call is its code. */
  private void code(String line) {
    if (!frames.isEmpty() && frames.getLast().code().isEmpty()) {
      frames.add(frames.removeLast().withCode(line.strip()));
    }
  }
}
