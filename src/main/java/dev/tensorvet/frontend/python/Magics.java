package dev.tensorvet.frontend.python;

import java.util.Set;

/** The lines of a notebook that IPython reads and Python does not. */
final class Magics {

  /** Names of line magics that may stand without their percent sign. */
  private static final Set<String> AUTOMATIC =
      Set.of(
          "alias",
          "autoreload",
          "cat",
          "cd",
          "clear",
          "conda",
          "cp",
          "dirs",
          "env",
          "ls",
          "ll",
          "load_ext",
          "man",
          "matplotlib",
          "mkdir",
          "more",
          "mv",
          "pip",
          "pushd",
          "pwd",
          "pylab",
          "reload_ext",
          "rm",
          "rmdir",
          "run",
          "uv",
          "who",
          "whos");

  private Magics() {}

  /** Whether the logical line that begins at {@code at} is not Python. */
  static boolean beginsLine(char[] text, int at, int limit) {
    return switch (text[at]) {
      case '%', '!', '?', '/', ',', ';' -> true;
      default -> Character.isLetter(text[at]) && isAutomatic(text, at, limit);
    };
  }

  /**
   * A command with an argument that Python could not read as the operand of an expression: {@code
   * pip install x}, {@code cd ..}, {@code ls -l}, but neither {@code ls = 1} nor {@code cd - x}.
   */
  private static boolean isAutomatic(char[] text, int at, int limit) {
    int end = at;
    while (end < limit && (Character.isLetterOrDigit(text[end]) || text[end] == '_')) {
      end++;
    }
    int argument = end;
    while (argument < limit && (text[argument] == ' ' || text[argument] == '\t')) {
      argument++;
    }
    if (argument == end || argument >= limit || !AUTOMATIC.contains(word(text, at, end))) {
      return false;
    }
    char first = text[argument];
    char second = argument + 1 < limit ? text[argument + 1] : ' ';
    if (Character.isLetter(first)) {
      int wordEnd = argument;
      while (wordEnd < limit && Character.isLetter(text[wordEnd])) {
        wordEnd++;
      }
      return Keywords.type(text, argument, wordEnd) == PythonParser.NAME;
    }
    return "-./~$".indexOf(first) >= 0 && !Character.isWhitespace(second) && second != '=';
  }

  private static String word(char[] text, int from, int to) {
    return new String(text, from, to - from);
  }

  /** Where the line ends; a backslash at its end takes the next line in. */
  static int endOfLine(char[] text, int from, int limit) {
    int at = from;
    while (at < limit && text[at] != '\n' && text[at] != '\r') {
      boolean continues = text[at] == '\\' && at + 1 < limit;
      at += continues ? 2 : 1;
    }
    return at;
  }
}
