package dev.tensorvet.frontend.python;

/** Reads the values of string literals. What Python would warn of is read as it is written. */
final class Literals {

  private final String source;
  private final Problems problems;

  Literals(String source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  /** The value of a string token, prefix and quotes included; one that never closes is no such. */
  String value(int start, int end) {
    char last = source.charAt(end - 1);
    int quote = source.indexOf(last, start);
    boolean isTriple =
        quote + 2 < end && source.charAt(quote + 1) == last && source.charAt(quote + 2) == last;
    int size = isTriple ? 3 : 1;
    return text(quote + size, end - size, hasPrefix(start, 'r'), hasPrefix(start, 'b'));
  }

  /** Whether the prefix of the string at {@code start} has a letter, given in lower case. */
  boolean hasPrefix(int start, char letter) {
    for (int i = start; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '"' || c == '\'') {
        return false;
      }
      if (Character.toLowerCase(c) == letter) {
        return true;
      }
    }
    return false;
  }

  /** The value of a stretch of an f-string's text, where two braces are one. */
  String middle(int from, int to, boolean isRaw) {
    StringBuilder value = new StringBuilder(to - from);
    int done = from;
    for (int i = from; i < to; i++) {
      char c = source.charAt(i);
      boolean isName = c == '\\' && !isRaw && source.startsWith("N{", i + 1);
      if (isName) {
        i = endOfName(i + 3, to);
      } else if (c == '\\' && i + 1 < to && source.charAt(i + 1) == '\\') {
        i++;
      } else if ((c == '{' || c == '}') && i + 1 < to && source.charAt(i + 1) == c) {
        value.append(text(done, i + 1, isRaw, false));
        done = ++i + 1;
      }
    }
    return done == from
        ? text(from, to, isRaw, false)
        : value.append(text(done, to, isRaw, false)).toString();
  }

  /** The value of a stretch of a string's text. */
  private String text(int from, int to, boolean isRaw, boolean isBytes) {
    boolean isPlain = true;
    for (int i = from; i < to && isPlain; i++) {
      char c = source.charAt(i);
      isPlain = (isRaw || c != '\\') && c != '\r' && (!isBytes || c < 0x80);
    }
    if (isPlain) {
      return source.substring(from, to);
    }
    StringBuilder value = new StringBuilder(to - from);
    int i = from;
    while (i < to) {
      char c = source.charAt(i);
      if (c == '\r') {
        value.append('\n');
        i += i + 1 < to && source.charAt(i + 1) == '\n' ? 2 : 1;
      } else if (c != '\\' || isRaw || i + 1 >= to) {
        if (isBytes && c >= 0x80) {
          problems.add(i, i + 1, "bytes hold ASCII characters only");
          return value.append(source, i, to).toString();
        }
        value.append(c);
        i++;
      } else {
        i = escape(i + 1, to, isBytes, value);
      }
    }
    return value.toString();
  }

  /** Appends what the escape whose letter stands at {@code at} means; gives the offset after it. */
  private int escape(int at, int to, boolean isBytes, StringBuilder value) {
    char c = source.charAt(at);
    switch (c) {
      case '\n' -> {
        return at + 1;
      }
      case '\r' -> {
        return at + 1 < to && source.charAt(at + 1) == '\n' ? at + 2 : at + 1;
      }
      case '\\', '\'', '"' -> value.append(c);
      case 'a' -> value.append('\u0007');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'v' -> value.append('\u000B');
      case 'x' -> {
        return code(at, to, 2, value);
      }
      case 'u' -> {
        return isBytes ? verbatim(c, at, value) : code(at, to, 4, value);
      }
      case 'U' -> {
        return isBytes ? verbatim(c, at, value) : code(at, to, 8, value);
      }
      case 'N' -> {
        return isBytes ? verbatim(c, at, value) : named(at, to, value);
      }
      default -> {
        if (c >= '0' && c <= '7') {
          int end = at;
          int code = 0;
          while (end < to && end < at + 3 && isOctal(source.charAt(end))) {
            code = code * 8 + source.charAt(end++) - '0';
          }
          value.append((char) code);
          return end;
        }
        return verbatim(c, at, value);
      }
    }
    return at + 1;
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  private static int verbatim(char c, int at, StringBuilder value) {
    value.append('\\').append(c);
    return at + 1;
  }

  /** A character by its name. Which names there are depends on Python: one not known is U+FFFD. */
  private int named(int at, int to, StringBuilder value) {
    int close = endOfName(at + 2, to);
    if (!source.startsWith("{", at + 1) || close >= to || source.charAt(close) != '}') {
      return malformed(at, at + 1, "a name in braces must follow `\\N`", value);
    }
    try {
      value.appendCodePoint(Character.codePointOf(source.substring(at + 2, close)));
    } catch (IllegalArgumentException unknownName) {
      value.append('\uFFFD');
    }
    return close + 1;
  }

  /** Where the name of a character ends: it has letters, digits, spaces and hyphens. */
  private int endOfName(int from, int to) {
    int at = from;
    while (at < to
        && (Character.isLetterOrDigit(source.charAt(at)) || " -".indexOf(source.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private int code(int at, int to, int digits, StringBuilder value) {
    int end = at + 1;
    int code = 0;
    while (end < to && end <= at + digits && isHex(source.charAt(end))) {
      code = code * 16 + Character.digit(source.charAt(end++), 16);
    }
    String escape = "`\\" + source.charAt(at) + "`";
    if (end <= at + digits) {
      return malformed(at, end, digits + " hexadecimal digits must follow " + escape, value);
    }
    if (!Character.isValidCodePoint(code)) {
      return malformed(at, end, "no character has this code", value);
    }
    value.appendCodePoint(code);
    return end;
  }

  private static boolean isHex(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }

  private int malformed(int at, int end, String message, StringBuilder value) {
    problems.add(at - 1, end, message);
    return verbatim(source.charAt(at), at, value);
  }
}
