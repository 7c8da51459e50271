package dev.tensorvet.frontend.python;

import java.util.ArrayDeque;

/**
 * Turns text into tokens, among them each comment and each line end.
 *
 * <p>It is written by hand because that is twice as fast as a lexer of ANTLR's, and starts in a
 * tenth of the time.
 */
final class Scanner {

  private static final int START = 1;
  private static final int PART = 2;

  /** For each ASCII character, whether it can begin or continue a name. */
  private static final byte[] KINDS = new byte[128];

  static {
    for (char c = 0; c < KINDS.length; c++) {
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      KINDS[c] = (byte) (isLetter ? START | PART : c >= '0' && c <= '9' ? PART : 0);
    }
  }

  private enum Inside {
    /** The text of an f-string. */
    TEXT,
    /** A replacement field, where all is as outside of a string. */
    FIELD,
    /** The format of a field, after its colon. */
    FORMAT
  }

  /**
   * What is open, when it is not plain code.
   *
   * @param string offset of the f-string
   * @param depth how many brackets are open in it
   */
  private record Mode(
      Inside inside, char quote, boolean isTriple, boolean isRaw, int string, int depth) {

    Mode in(Inside other, int depthThere) {
      return new Mode(other, quote, isTriple, isRaw, string, depthThere);
    }
  }

  private final char[] text;
  private final int limit;
  private final boolean isNotebook;
  private final Problems problems;
  private final Numbers numbers;
  private final Tokens tokens;
  private final ArrayDeque<Mode> modes = new ArrayDeque<>();

  private int at;
  private int depth;

  private Scanner(char[] text, int from, int limit, boolean isNotebook, Problems problems) {
    this.text = text;
    this.limit = limit;
    this.isNotebook = isNotebook;
    this.problems = problems;
    this.numbers = new Numbers(text, limit);
    this.tokens = new Tokens((limit - from) / 4);
    this.at = from;
  }

  /**
   * Scans a part of a text.
   *
   * @param isNotebook whether lines may stand in it that IPython reads
   */
  static Tokens scan(char[] text, int from, int to, boolean isNotebook, Problems problems) {
    return new Scanner(text, from, to, isNotebook, problems).scan();
  }

  private Tokens scan() {
    if (at == 0 && at < limit && text[0] == '\uFEFF') {
      at = 1;
    }
    while (at < limit) {
      if (modes.isEmpty() || modes.getLast().inside() == Inside.FIELD) {
        token();
      } else {
        stringText(modes.getLast());
      }
    }
    if (!modes.isEmpty()) {
      abandonStrings();
    }
    return tokens;
  }

  private void add(int type, int start) {
    tokens.add(type, start, at);
  }

  private void add(int type, int start, int length) {
    at = start + length;
    tokens.add(type, start, at);
  }

  private void bad(int start, String message) {
    problems.add(start, at, message);
    add(PythonParser.BAD, start);
  }

  private char peek(int distance) {
    return at + distance < limit ? text[at + distance] : '\0';
  }

  private boolean isLineEnd(int offset) {
    return offset < limit && (text[offset] == '\n' || text[offset] == '\r');
  }

  private int afterLineEnd(int offset) {
    boolean isPair = text[offset] == '\r' && offset + 1 < limit && text[offset + 1] == '\n';
    return isPair ? offset + 2 : offset + 1;
  }

  private boolean isNameStart(char c) {
    return c < 0x80 ? (KINDS[c] & START) != 0 : startsUnicodeName();
  }

  private boolean startsUnicodeName() {
    return Character.isUnicodeIdentifierStart(Character.codePointAt(text, at, limit));
  }

  // --- code

  private void token() {
    char c = text[at];
    if (isNotebook && isMagic(c)) {
      magicOrItsCode();
    } else if (isNameStart(c)) {
      word();
    } else {
      switch (c) {
        case ' ', '\t', '\f' -> at++;
        case '\n', '\r' -> add(PythonParser.NEWLINE, at, afterLineEnd(at) - at);
        case '#' -> comment();
        case '\\' -> continuation();
        case '"', '\'' -> string(at);
        case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
        default -> operator(c);
      }
    }
  }

  private void comment() {
    int start = at;
    while (at < limit && !isLineEnd(at)) {
      at++;
    }
    add(PythonParser.COMMENT, start);
  }

  private void continuation() {
    int start = at++;
    if (!isLineEnd(at)) {
      bad(start, "only a line end may follow a backslash");
      return;
    }
    at = afterLineEnd(at);
    if (at >= limit) {
      bad(start, "the file ends after a backslash");
    }
  }

  private void word() {
    int start = at;
    do {
      at++;
    } while (at < limit && text[at] < 0x80 && (KINDS[text[at]] & PART) != 0);
    if (text[start] >= 0x80 || (at < limit && text[at] >= 0x80)) {
      restOfUnicodeName(start);
    }
    if (at < limit && (text[at] == '"' || text[at] == '\'') && isStringPrefix(start)) {
      string(start);
      return;
    }
    int type = Keywords.type(text, start, at);
    if (type >= PythonParser.ELIF && !modes.isEmpty()) {
      // No such word stands in a replacement field: the string was not closed.
      abandonStrings();
    }
    add(type, start);
  }

  private void restOfUnicodeName(int start) {
    at = text[start] < 0x80 ? at : start;
    while (at < limit) {
      int point = Character.codePointAt(text, at, limit);
      boolean isPart =
          Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point);
      if (!isPart) {
        break;
      }
      at += Character.charCount(point);
    }
  }

  private void number() {
    int start = at;
    at = numbers.end(start);
    if (!numbers.isValid(start, at)) {
      if (numbers.isOldOctal(start, at)) {
        problems.python2(start, at, "an octal number without `0o`");
      } else if (text[at - 1] == 'L' && numbers.isValid(start, at - 1)) {
        problems.python2(start, at, "a number that ends in `L`");
      } else {
        problems.add(start, at, "this is not how Python writes a number");
      }
    }
    add(PythonParser.NUMBER, start);
  }

  private void operator(char c) {
    char second = peek(1);
    switch (c) {
      case '(' -> open(PythonParser.LPAR);
      case '[' -> open(PythonParser.LBRACK);
      case '{' -> open(PythonParser.LBRACE);
      case ')' -> close(PythonParser.RPAR);
      case ']' -> close(PythonParser.RBRACK);
      case '}' -> close(PythonParser.RBRACE);
      case ',' -> add(PythonParser.COMMA, at, 1);
      case ';' -> add(PythonParser.SEMI, at, 1);
      case '~' -> add(PythonParser.TILDE, at, 1);
      case ':' -> colon(second);
      case '.' -> dot(second);
      case '=' -> eitherOr(second == '=', PythonParser.COMPOP, PythonParser.EQUAL);
      case '!' -> exclamation(second);
      case '<' -> less(second);
      case '>' -> {
        if (second == '>') {
          shift();
        } else {
          add(PythonParser.COMPOP, at, second == '=' ? 2 : 1);
        }
      }
      case '-' -> {
        if (second == '>') {
          add(PythonParser.ARROW, at, 2);
        } else {
          eitherOr(second == '=', PythonParser.AUGASSIGN, PythonParser.MINUS);
        }
      }
      case '+' -> eitherOr(second == '=', PythonParser.AUGASSIGN, PythonParser.PLUS);
      case '@' -> eitherOr(second == '=', PythonParser.AUGASSIGN, PythonParser.AT);
      case '|' -> eitherOr(second == '=', PythonParser.AUGASSIGN, PythonParser.VBAR);
      case '%', '&', '^' -> eitherOr(second == '=', PythonParser.AUGASSIGN, PythonParser.BINOP);
      case '*' -> maybeDouble(second == '*', PythonParser.STAR, PythonParser.DOUBLESTAR);
      case '/' -> maybeDouble(second == '/', PythonParser.SLASH, PythonParser.BINOP);
      default -> noToken(c);
    }
  }

  private void eitherOr(boolean isLong, int twoChars, int oneChar) {
    add(isLong ? twoChars : oneChar, at, isLong ? 2 : 1);
  }

  private void maybeDouble(boolean isDouble, int single, int twice) {
    int size = isDouble ? 2 : 1;
    boolean assigns = peek(size) == '=';
    int plain = isDouble ? twice : single;
    add(assigns ? PythonParser.AUGASSIGN : plain, at, assigns ? size + 1 : size);
  }

  private void shift() {
    boolean assigns = peek(2) == '=';
    add(assigns ? PythonParser.AUGASSIGN : PythonParser.BINOP, at, assigns ? 3 : 2);
  }

  private void less(char second) {
    if (second == '<') {
      shift();
    } else if (second == '>') {
      problems.python2(at, at + 2, "`<>`");
      add(PythonParser.COMPOP, at, 2);
    } else {
      add(PythonParser.COMPOP, at, second == '=' ? 2 : 1);
    }
  }

  private void dot(char second) {
    if (second >= '0' && second <= '9') {
      number();
    } else if (second == '.' && peek(2) == '.') {
      add(PythonParser.ELLIPSIS, at, 3);
    } else {
      add(PythonParser.DOT, at, 1);
    }
  }

  private void exclamation(char second) {
    if (second == '=') {
      add(PythonParser.COMPOP, at, 2);
      return;
    }
    int start = at++;
    if (modes.isEmpty() || at >= limit || !isNameStart(text[at])) {
      bad(start, "unexpected `!`");
      return;
    }
    restOfUnicodeName(at);
    add(PythonParser.CONVERSION, start);
  }

  private void colon(char second) {
    if (!modes.isEmpty() && depth == modes.getLast().depth()) {
      add(PythonParser.COLON, at, 1);
      modes.addLast(modes.getLast().in(Inside.FORMAT, depth));
    } else {
      eitherOr(second == '=', PythonParser.COLONEQUAL, PythonParser.COLON);
    }
  }

  private void noToken(char c) {
    int start = at;
    at += Character.charCount(Character.codePointAt(text, at, limit));
    switch (c) {
      case '`' -> {
        problems.python2(start, at, "backquotes");
        add(PythonParser.BAD, start);
      }
      case '\0' -> add(PythonParser.BAD, start); // which is said of the file as a whole
      case '?' -> {
        if (isNotebook && depth == 0) {
          help(start);
        } else {
          bad(start, "unexpected `?`");
        }
      }
      case '$' -> bad(start, "unexpected `$`");
      default -> {
        int point = Character.codePointAt(text, start, limit);
        String code = String.format("U+%04X", point);
        bad(start, "the character " + code + " cannot stand in Python code");
      }
    }
  }

  // --- brackets

  private void open(int type) {
    depth++;
    add(type, at, 1);
  }

  private void close(int type) {
    if (!modes.isEmpty() && depth == modes.getLast().depth()) {
      if (type == PythonParser.RBRACE) {
        closeField();
        return;
      }
    } else if (depth > 0) {
      depth--;
    }
    add(type, at, 1);
  }

  private void openField(Mode around) {
    open(PythonParser.LBRACE);
    modes.addLast(around.in(Inside.FIELD, depth));
  }

  private void closeField() {
    modes.removeLast();
    depth--;
    add(PythonParser.RBRACE, at, 1);
  }

  // --- strings

  private boolean isStringPrefix(int start) {
    char first = Character.toLowerCase(text[start]);
    return switch (at - start) {
      case 1 -> first == 'r' || first == 'b' || first == 'u' || first == 'f' || first == 't';
      case 2 -> {
        char second = Character.toLowerCase(text[start + 1]);
        char other = first == 'r' ? second : second == 'r' ? first : '\0';
        yield other == 'b' || other == 'f' || other == 't';
      }
      default -> false;
    };
  }

  /** Reads a string whose prefix began at {@code start}, and whose quote stands here. */
  private void string(int start) {
    boolean isRaw = false;
    boolean hasFields = false;
    for (int i = start; i < at; i++) {
      char c = Character.toLowerCase(text[i]);
      isRaw |= c == 'r';
      hasFields |= c == 'f' || c == 't';
    }
    char quote = text[at];
    boolean isTriple = peek(1) == quote && peek(2) == quote;
    at += isTriple ? 3 : 1;
    if (hasFields) {
      add(PythonParser.FSTRING_START, start);
      modes.addLast(new Mode(Inside.TEXT, quote, isTriple, isRaw, start, depth));
      return;
    }
    while (at < limit) {
      char c = text[at];
      if (c == '\\') {
        skipEscape();
      } else if (c == quote && isClosing(quote, isTriple)) {
        at += isTriple ? 3 : 1;
        add(PythonParser.STRING, start);
        return;
      } else if (!isTriple && (c == '\n' || c == '\r')) {
        break;
      } else {
        at++;
      }
    }
    if (!modes.isEmpty() && !isTriple) {
      // This quote was meant to close the string around it.
      abandonStrings();
      return;
    }
    problems.add(start, isTriple ? start + 3 : at, "this string is never closed");
    add(PythonParser.BAD, start);
  }

  private boolean isClosing(char quote, boolean isTriple) {
    return !isTriple || (peek(1) == quote && peek(2) == quote);
  }

  private void skipEscape() {
    at = isLineEnd(at + 1) ? afterLineEnd(at + 1) : Math.min(at + 2, limit);
  }

  /** Reads the text of an f-string, or a format, up to the next brace or its end. */
  private void stringText(Mode mode) {
    int start = at;
    boolean isFormat = mode.inside() == Inside.FORMAT;
    while (at < limit) {
      char c = text[at];
      if (c == '\\') {
        skipEscapeInText(mode);
      } else if ((c == '{' || c == '}') && !isFormat && peek(1) == c) {
        at += 2;
      } else if (c == '{') {
        middle(start);
        openField(mode);
        return;
      } else if (c == '}') {
        middle(start);
        if (isFormat) {
          modes.removeLast();
          closeField();
        } else {
          at++;
          bad(at - 1, "a single `}` in an f-string");
        }
        return;
      } else if (c == mode.quote() && isClosing(c, mode.isTriple())) {
        middle(start);
        endString(mode);
        return;
      } else if (!mode.isTriple() && (c == '\n' || c == '\r')) {
        middle(start);
        if (isFormat) {
          modes.removeLast();
        } else {
          abandonStrings();
        }
        return;
      } else {
        at++;
      }
    }
    middle(start);
  }

  /** A backslash before a brace is text, and the brace is what it is without one. */
  private void skipEscapeInText(Mode mode) {
    char next = peek(1);
    if (next == '{' || next == '}') {
      at++;
    } else if (next == 'N' && peek(2) == '{' && !mode.isRaw()) {
      at += 3;
      while (at < limit && text[at] != '}' && text[at] != mode.quote() && !isLineEnd(at)) {
        at++;
      }
      at += at < limit && text[at] == '}' ? 1 : 0;
    } else {
      skipEscape();
    }
  }

  private void middle(int start) {
    if (at > start) {
      add(PythonParser.FSTRING_MIDDLE, start);
    }
  }

  private void endString(Mode mode) {
    int start = at;
    at += mode.isTriple() ? 3 : 1;
    if (mode.inside() == Inside.FORMAT) {
      bad(start, "a replacement field is never closed");
    } else {
      add(PythonParser.FSTRING_END, start);
    }
    while (modes.getLast().inside() != Inside.TEXT) {
      depth = modes.removeLast().depth() - 1;
    }
    modes.removeLast();
  }

  /** A string of one line meets the line's end: all that is open ends here. */
  private void abandonStrings() {
    Mode outermost = modes.getFirst();
    modes.clear();
    depth = outermost.depth();
    int end = outermost.string() + (outermost.isTriple() ? 4 : 2);
    problems.add(outermost.string(), Math.min(end, limit), "this f-string is never closed");
    tokens.add(PythonParser.BAD, at, at);
  }

  // --- notebooks

  /** Whether a line of IPython begins here, or a shell command whose output is assigned. */
  private boolean isMagic(char c) {
    if (depth > 0) {
      return false;
    }
    return switch (tokens.lastType()) {
      case 0, PythonParser.NEWLINE -> Magics.beginsLine(text, at, limit);
      case PythonParser.EQUAL -> c == '!' || c == '%';
      default -> false;
    };
  }

  /** Passes over a magic that runs Python, so that its code is read at its place. */
  private void magicOrItsCode() {
    boolean isValue = tokens.lastType() == PythonParser.EQUAL;
    int code = Magics.codeBehind(text, at, limit, isValue);
    if (code > at) {
      at = code;
    } else {
      magic(at);
    }
  }

  private void magic(int start) {
    at = Magics.endOfLine(text, at, limit);
    add(PythonParser.MAGIC, start);
  }

  /** {@code name?} asks for help: the line is none of Python's. */
  private void help(int question) {
    int first = tokens.count();
    while (first > 0 && tokens.type(first - 1) != PythonParser.NEWLINE) {
      first--;
    }
    int start = first < tokens.count() ? tokens.start(first) : question;
    tokens.cut(first);
    magic(start);
  }
}
