package dev.tensorvet.frontend.python;

import java.util.Map;
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

  /** Magics that run what stands behind them, each with its options that take a value. */
  private static final Map<String, Set<String>> RUNNING =
      Map.of(
          "time",
          Set.of(),
          "timeit",
          Set.of("-n", "-r", "-p", "-v"),
          "prun",
          Set.of("-l", "-s", "-T", "-D"));

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
    int argument = afterBlanks(text, end, limit);
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

  /**
   * Where the code begins that the magic at {@code at} runs, as in {@code %time x = f()}; {@code
   * at} itself when it runs none.
   *
   * @param isValue whether it stands behind {@code =}: only {@code %time} gives what its code gives
   */
  static int codeBehind(char[] text, int at, int limit, boolean isValue) {
    int name = at;
    while (name < limit && name < at + 2 && text[name] == '%') {
      name++;
    }
    int end = endOfWord(text, name, limit);
    String magic = word(text, name, end);
    if (name == at || !RUNNING.containsKey(magic) || (isValue && !magic.equals("time"))) {
      return at;
    }
    int code = afterBlanks(text, end, limit);
    while (isOption(text, code, limit, magic)) {
      int endOfOption = endOfWord(text, code, limit);
      boolean takesNext = RUNNING.get(magic).contains(word(text, code, endOfOption));
      code = afterBlanks(text, endOfOption, limit);
      code = takesNext ? afterBlanks(text, endOfWord(text, code, limit), limit) : code;
    }
    boolean isThere = code < limit && text[code] != '#' && !isLineEnd(text[code]);
    return isThere ? code : at;
  }

  /** {@code -n10} or {@code --quiet}, but not a sign: {@code %time} has no option of one letter. */
  private static boolean isOption(char[] text, int at, int limit, String magic) {
    boolean isLong = at + 1 < limit && text[at + 1] == '-';
    int letter = isLong ? at + 2 : at + 1;
    return letter < limit
        && text[at] == '-'
        && Character.isLetter(text[letter])
        && (isLong || !magic.equals("time"));
  }

  private static int endOfWord(char[] text, int from, int limit) {
    int at = from;
    while (at < limit && !Character.isWhitespace(text[at])) {
      at++;
    }
    return at;
  }

  private static int afterBlanks(char[] text, int from, int limit) {
    int at = from;
    while (at < limit && (text[at] == ' ' || text[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static String word(char[] text, int from, int to) {
    return new String(text, from, to - from);
  }

  /** Where the line ends; a backslash at its end takes the next line in. */
  static int endOfLine(char[] text, int from, int limit) {
    int at = from;
    while (at < limit && !isLineEnd(text[at])) {
      boolean continues = text[at] == '\\' && at + 1 < limit;
      boolean isPair = continues && at + 2 < limit && text[at + 1] == '\r' && text[at + 2] == '\n';
      at += isPair ? 3 : continues ? 2 : 1;
    }
    return at;
  }
}
