package dev.tensorvet.frontend.python;

/** Where a number literal ends, and whether it is written as Python writes numbers. */
final class Numbers {

  private final char[] text;
  private final int limit;

  Numbers(char[] text, int limit) {
    this.text = text;
    this.limit = limit;
  }

  /** The offset after the number that begins at {@code at}; what is wrong in it is part of it. */
  int end(int at) {
    int radix = text[at] == '0' ? radix(at + 1) : 10;
    int end = radix == 10 ? endOfDecimal(at) : endOfDigits(at + 2, radix);
    return startsWord(end) && !isOperatorWord(end) ? endOfWord(end) : end;
  }

  /** Whether the text from {@code start} to {@code end} is a number. */
  boolean isValid(int start, int end) {
    int radix = text[start] == '0' && end - start > 1 ? radix(start + 1) : 10;
    if (radix != 10) {
      return areDigits(start + 2, end, radix, true);
    }
    int last = isOneOf(end - 1, 'j', 'J') ? end - 1 : end;
    int exponent = start;
    while (exponent < last && !isOneOf(exponent, 'e', 'E')) {
      exponent++;
    }
    int point = start;
    while (point < exponent && text[point] != '.') {
      point++;
    }
    boolean isFloat = point < exponent || exponent < last;
    if (!isFloat && last == end && isOldOctal(start, end)) {
      return false;
    }
    return (point == start || areDigits(start, point, 10, false))
        && (point + 1 >= exponent || areDigits(point + 1, exponent, 10, false))
        && (exponent == last || areDigits(afterSign(exponent + 1), last, 10, false));
  }

  /** Whether this is {@code 0777}, which Python 3 writes {@code 0o777}. */
  boolean isOldOctal(int start, int end) {
    boolean isZero = true;
    for (int i = start; i < end; i++) {
      char c = text[i];
      if ((c < '0' || c > '9') && c != '_') {
        return false;
      }
      isZero &= c == '0' || c == '_';
    }
    return text[start] == '0' && !isZero;
  }

  private int radix(int at) {
    if (at >= limit) {
      return 10;
    }
    return switch (text[at]) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  private int endOfDecimal(int from) {
    int at = endOfDecimalDigits(from);
    if (at < limit && text[at] == '.') {
      at = endOfDecimalDigits(at + 1);
    }
    if (isOneOf(at, 'e', 'E')) {
      int digits = afterSign(at + 1);
      if (digits < limit && isDigit(text[digits])) {
        at = endOfDecimalDigits(digits);
      }
    }
    return isOneOf(at, 'j', 'J') ? at + 1 : at;
  }

  private int afterSign(int at) {
    return isOneOf(at, '+', '-') ? at + 1 : at;
  }

  private int endOfDecimalDigits(int from) {
    int at = from;
    while (at < limit && (isDigit(text[at]) || text[at] == '_')) {
      at++;
    }
    return at;
  }

  private int endOfDigits(int from, int radix) {
    int at = from;
    while (at < limit && (Character.digit(text[at], radix) >= 0 || text[at] == '_')) {
      at++;
    }
    return at;
  }

  /** Whether a word follows at once that can stand there: {@code 1if x else y}. */
  private boolean isOperatorWord(int at) {
    return switch (Keywords.type(text, at, endOfWord(at))) {
      case PythonParser.AND,
          PythonParser.ELSE,
          PythonParser.FOR,
          PythonParser.IF,
          PythonParser.IN,
          PythonParser.IS,
          PythonParser.NOT,
          PythonParser.OR ->
          true;
      default -> false;
    };
  }

  private boolean startsWord(int at) {
    return at < limit && (Character.isUnicodeIdentifierPart(text[at]) || text[at] == '_');
  }

  private int endOfWord(int from) {
    int at = from;
    while (startsWord(at)) {
      at++;
    }
    return at;
  }

  /** Digits with single underscores between them, at least one. */
  private boolean areDigits(int from, int to, int radix, boolean mayBeginWithUnderscore) {
    boolean isDigitNeeded = !mayBeginWithUnderscore;
    for (int i = from; i < to; i++) {
      boolean isUnderscore = text[i] == '_';
      if (isUnderscore ? isDigitNeeded : text[i] >= 0x80 || Character.digit(text[i], radix) < 0) {
        return false;
      }
      isDigitNeeded = isUnderscore;
    }
    return from < to && text[to - 1] != '_';
  }

  private boolean isOneOf(int at, char lower, char upper) {
    return at < limit && (text[at] == lower || text[at] == upper);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
