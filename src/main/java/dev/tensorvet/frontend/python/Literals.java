package dev.tensorvet.frontend.python;

/** Reads the values of string literals. What Python would warn of or reject is read leniently. */
final class Literals {

  private Literals() {}

  /** The value of a string token, prefix and quotes included. */
  static String value(String source, int start, int end) {
    int quote = start;
    boolean isRaw = false;
    boolean isBytes = false;
    while (quote < end && source.charAt(quote) != '"' && source.charAt(quote) != '\'') {
      char prefix = Character.toLowerCase(source.charAt(quote));
      isRaw |= prefix == 'r';
      isBytes |= prefix == 'b';
      quote++;
    }
    if (quote >= end) {
      return "";
    }
    char c = source.charAt(quote);
    boolean isTriple =
        quote + 2 < end && source.charAt(quote + 1) == c && source.charAt(quote + 2) == c;
    int size = isTriple ? 3 : 1;
    int from = quote + size;
    int to = end;
    boolean isClosed =
        end - size >= from && source.startsWith(source.substring(quote, quote + size), end - size);
    if (isClosed) {
      to = end - size;
    }
    return text(source, from, to, isRaw, isBytes);
  }

  static boolean isBytes(String source, int start) {
    return hasPrefix(source, start, 'b');
  }

  /** Whether the prefix of the string at {@code start} has a letter, given in lower case. */
  static boolean hasPrefix(String source, int start, char letter) {
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
  static String middle(String source, int from, int to, boolean isRaw) {
    StringBuilder value = new StringBuilder(to - from);
    int done = from;
    for (int i = from; i < to; i++) {
      char c = source.charAt(i);
      boolean isName = c == '\\' && !isRaw && source.startsWith("N{", i + 1);
      if (isName) {
        i = Math.max(i, source.indexOf('}', i));
      } else if (c == '\\' && i + 1 < to && source.charAt(i + 1) == '\\') {
        i++;
      } else if ((c == '{' || c == '}') && i + 1 < to && source.charAt(i + 1) == c) {
        value.append(text(source, done, i + 1, isRaw, false));
        done = ++i + 1;
      }
    }
    return done == from
        ? text(source, from, to, isRaw, false)
        : value.append(text(source, done, to, isRaw, false)).toString();
  }

  /** The value of a stretch of a string's text. */
  static String text(String source, int from, int to, boolean isRaw, boolean isBytes) {
    boolean isPlain = true;
    for (int i = from; i < to && isPlain; i++) {
      char c = source.charAt(i);
      isPlain = (isRaw || c != '\\') && c != '\r';
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
        value.append(c);
        i++;
      } else {
        i = escape(source, i + 1, to, isBytes, value);
      }
    }
    return value.toString();
  }

  /** Appends what the escape whose letter stands at {@code at} means; gives the offset after it. */
  private static int escape(String source, int at, int to, boolean isBytes, StringBuilder value) {
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
        return code(source, at, to, 2, value);
      }
      case 'u' -> {
        return isBytes ? verbatim(c, at, value) : code(source, at, to, 4, value);
      }
      case 'U' -> {
        return isBytes ? verbatim(c, at, value) : code(source, at, to, 8, value);
      }
      case 'N' -> {
        int close = source.indexOf('}', at);
        boolean isNamed = !isBytes && at + 1 < to && source.charAt(at + 1) == '{' && close > 0;
        if (!isNamed || close >= to) {
          return verbatim(c, at, value);
        }
        try {
          value.appendCodePoint(Character.codePointOf(source.substring(at + 2, close)));
        } catch (IllegalArgumentException unknownName) {
          value.append('\uFFFD');
        }
        return close + 1;
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

  private static int code(String source, int at, int to, int digits, StringBuilder value) {
    int end = Math.min(to, at + 1 + digits);
    try {
      int code = Integer.parseUnsignedInt(source.substring(at + 1, end), 16);
      value.appendCodePoint(Character.isValidCodePoint(code) ? code : 0xFFFD);
      return end;
    } catch (NumberFormatException notHex) {
      return verbatim(source.charAt(at), at, value);
    }
  }
}
