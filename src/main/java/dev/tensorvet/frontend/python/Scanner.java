package dev.tensorvet.frontend.python;

import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Comment;
import dev.tensorvet.syntax.ParseProblem;
import java.util.Arrays;

/**
 * Turns text into tokens and lays them out.
 *
 * <p>Written by hand after the lexical chapter of the language reference: f-strings push a mode, and
 * every other decision looks at a few characters. The layout follows in the same pass, since it needs
 * no more than the bracket depth and the first token of a line.
 */
final class Scanner {

  /** As CPython: deeper brackets are a mistake. */
  private static final int MOST_BRACKETS = 200;

  /** As CPython: deeper blocks are a mistake. */
  private static final int MOST_INDENTS = 100;

  private static final int MOST_PROBLEMS = 100;

  /** A replacement field's depth of brackets and kind of string, on the stack of open strings. */
  private record OpenString(
      char quote, boolean isTriple, boolean isRaw, int start, int brackets, boolean inFormat) {}

  private final char[] text;
  private final int length;
  private final Tokens tokens = new Tokens();
  private final boolean closesBrackets;

  private int at;
  private char[] brackets = new char[16];
  private int depth;
  private int[] indents = new int[16];
  private int[] tabIndents = new int[16];
  private int levels;
  private int skippedLevels;

  /** For each open {@code for}, the bracket depth at which its {@code in} stands. */
  private int[] forDepths = new int[8];

  private int fors;

  private OpenString[] strings = new OpenString[4];
  private int openStrings;

  private int lineStart;
  private int logicalIndent;
  private boolean isFirst = true;
  private int lineFirstToken;

  /** Block levels whose lines may begin with {@code case}. */
  private boolean[] isMatchBlock = new boolean[MOST_INDENTS + 2];

  private boolean opensMatch;
  private boolean bracketWasOpenAtEnd;

  private Scanner(char[] text, boolean closesBrackets) {
    this.text = text;
    this.length = text.length;
    this.closesBrackets = closesBrackets;
  }

  /** Scans a text whole. A bracket that never closes ends where the next statement begins. */
  static Tokens scan(char[] text) {
    Scanner scanner = new Scanner(text, false);
    Tokens tokens = scanner.run();
    return scanner.bracketWasOpenAtEnd ? new Scanner(text, true).run() : tokens;
  }

  private Tokens run() {
    if (length > 0 && text[0] == '\uFEFF') {
      at = 1;
    }
    lineStart = at;
    startLine();
    while (at < length) {
      next();
    }
    finish();
    return tokens;
  }

  private void finish() {
    bracketWasOpenAtEnd = depth > 0 && !closesBrackets;
    while (openStrings > 0) {
      problem(strings[openStrings - 1].start(), at, "unterminated f-string");
      openStrings--;
    }
    depth = 0;
    if (tokens.count() > lineFirstToken) {
      endLine(at, at);
    }
    while (levels > 0) {
      levels--;
      tokens.add(PythonParser.DEDENT, at, at);
    }
    tokens.add(PythonParser.EOF, at, at);
  }

  // --- lines

  /** Reads the indentation of a logical line; blank lines and comments have none. */
  private void startLine() {
    isFirst = true;
    int column = 0;
    int withTabsAsOne = 0;
    while (at < length) {
      char c = text[at];
      if (c == ' ') {
        column++;
        withTabsAsOne++;
      } else if (c == '\t') {
        column = (column / 8 + 1) * 8;
        withTabsAsOne++;
      } else if (c == '\f') {
        column = 0;
        withTabsAsOne = 0;
      } else {
        break;
      }
      at++;
    }
    if (at >= length || text[at] == '#' || text[at] == '\n' || text[at] == '\r') {
      return;
    }
    if (text[at] == '\\' && isLineEnd(at + 1)) {
      return;
    }
    logicalIndent = column;
    indent(column, withTabsAsOne);
  }

  private boolean isLineEnd(int offset) {
    return offset < length && (text[offset] == '\n' || text[offset] == '\r');
  }

  private void indent(int column, int withTabsAsOne) {
    int current = levels == 0 ? 0 : indents[levels];
    int currentTabs = levels == 0 ? 0 : tabIndents[levels];
    if (column > current) {
      if (levels >= MOST_INDENTS) {
        if (skippedLevels++ == 0) {
          problem(at, at, "blocks are nested too deep");
        }
        return;
      }
      if (withTabsAsOne <= currentTabs) {
        problem(lineStart, at, "tabs and spaces are mixed in a way that says nothing");
      }
      levels++;
      if (levels == indents.length) {
        indents = Arrays.copyOf(indents, levels * 2);
        tabIndents = Arrays.copyOf(tabIndents, levels * 2);
      }
      indents[levels] = column;
      tabIndents[levels] = withTabsAsOne;
      isMatchBlock[levels] = opensMatch;
      tokens.add(PythonParser.INDENT, at, at);
    } else if (column < current) {
      while (levels > 0 && indents[levels] > column) {
        levels--;
        tokens.add(PythonParser.DEDENT, at, at);
      }
      if (column != (levels == 0 ? 0 : indents[levels])) {
        problem(at, at, "this indentation fits no block around it");
      }
    } else if (withTabsAsOne != currentTabs) {
      problem(lineStart, at, "tabs and spaces are mixed in a way that says nothing");
    }
    opensMatch = false;
    lineFirstToken = tokens.count();
  }

  private void endLine(int start, int end) {
    markMatch();
    tokens.add(PythonParser.NEWLINE, start, end);
    fors = 0;
    lineFirstToken = tokens.count();
  }

  /** A line "match ...:" opens a match statement; what stands under it are its cases. */
  private void markMatch() {
    int first = lineFirstToken;
    int last = tokens.count() - 1;
    opensMatch =
        last > first + 1
            && tokens.type(first) == PythonParser.NAME
            && is(first, "match")
            && tokens.type(last) == PythonParser.COLON
            && tokens.type(first + 1) != PythonParser.COLON
            && tokens.type(first + 1) != PythonParser.EQUAL
            && tokens.type(first + 1) != PythonParser.DOT;
    if (opensMatch) {
      tokens.setType(first, PythonParser.MATCH);
    }
  }

  private boolean is(int token, String word) {
    int start = tokens.start(token);
    if (tokens.end(token) - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void lineEnd() {
    int start = at;
    at += text[at] == '\r' && at + 1 < length && text[at + 1] == '\n' ? 2 : 1;
    if (depth == 0 && tokens.count() > lineFirstToken) {
      endLine(start, at);
    }
    lineStart = at;
    if (depth == 0) {
      startLine();
    } else if (closesBrackets) {
      closeBracketsAtStatement();
    }
  }

  /** On the second try at a broken file, a line at the statement's own indentation ends it. */
  private void closeBracketsAtStatement() {
    int column = 0;
    int look = at;
    while (look < length && (text[look] == ' ' || text[look] == '\t' || text[look] == '\f')) {
      column = text[look] == '\t' ? (column / 8 + 1) * 8 : column + 1;
      look++;
    }
    boolean isBlank = look >= length || text[look] == '#' || isLineEnd(look);
    boolean isCloser = !isBlank && ")]}".indexOf(text[look]) >= 0;
    if (!isBlank && !isCloser && column <= logicalIndent && openStrings == 0) {
      closeAll(at);
    }
  }

  private void closeAll(int end) {
    depth = 0;
    endLine(end, end);
    startLine();
  }

  // --- tokens

  private void next() {
    if (openStrings > 0 && inText()) {
      stringText();
      return;
    }
    char c = text[at];
    switch (c) {
      case ' ', '\t', '\f' -> at++;
      case '\n', '\r' -> {
        if (openStrings > 0 && !strings[openStrings - 1].isTriple() && !allowsLineEnd()) {
          abandonStrings();
        } else {
          lineEnd();
        }
      }
      case '#' -> comment();
      case '\\' -> continuation();
      case '"', '\'' -> string(at, at);
      default -> {
        if (isNameStart(c)) {
          word();
        } else if (c >= '0' && c <= '9') {
          number();
        } else {
          operator(c);
        }
      }
    }
  }

  private void comment() {
    int start = at;
    while (at < length && text[at] != '\n' && text[at] != '\r') {
      at++;
    }
    boolean ownLine = true;
    for (int i = lineStart; i < start && ownLine; i++) {
      ownLine = text[i] == ' ' || text[i] == '\t' || text[i] == '\f' || text[i] == '\uFEFF';
    }
    tokens.comments().add(new Comment(start, at, ownLine));
  }

  private void continuation() {
    int start = at++;
    if (isLineEnd(at)) {
      at += text[at] == '\r' && at + 1 < length && text[at + 1] == '\n' ? 2 : 1;
      if (tokens.count() == lineFirstToken && depth == 0 && isFirst) {
        startLine();
      }
      if (at >= length) {
        problem(start, at, "unexpected end of file after a line continuation");
      }
    } else {
      add(PythonParser.BAD, start, at);
      problem(start, at, "unexpected character after a line continuation");
    }
  }

  private void add(int type, int start, int end) {
    isFirst = false;
    tokens.add(type, start, end);
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= 0x80 && (Character.isUnicodeIdentifierStart(c) || Character.isSurrogate(c)));
  }

  private void word() {
    int start = at;
    if (!readName()) {
      add(PythonParser.BAD, start, at);
      problem(start, at, "this character has no place in Python code");
      return;
    }
    if (at < length && (text[at] == '"' || text[at] == '\'') && isStringPrefix(start, at)) {
      string(start, at);
      return;
    }
    int type = Keywords.type(text, start, at);
    if (depth > 0 && type > PythonParser.FSTRING_END && isFirstOnLine(start) && openStrings == 0) {
      int here = at;
      at = lineStart;
      closeAll(lineStart);
      at = here;
    }
    boolean isStart = tokens.count() == lineFirstToken;
    if (type == PythonParser.FOR) {
      if (fors == forDepths.length) {
        forDepths = Arrays.copyOf(forDepths, fors * 2);
      }
      forDepths[fors++] = depth;
    } else if (type == PythonParser.IN && fors > 0 && forDepths[fors - 1] == depth) {
      fors--;
      type = PythonParser.FOR_IN;
    } else if (type == PythonParser.NAME && isStart && depth == 0) {
      type = softKeyword(start);
    }
    add(type, start, at);
    if (type == PythonParser.NAME
        && tokens.count() == lineFirstToken + 2
        && tokens.type(lineFirstToken) == PythonParser.NAME
        && depth == 0
        && is(lineFirstToken, "type")) {
      tokens.setType(lineFirstToken, PythonParser.TYPE);
    }
  }

  private boolean isFirstOnLine(int start) {
    for (int i = lineStart; i < start; i++) {
      if (text[i] != ' ' && text[i] != '\t' && text[i] != '\f') {
        return false;
      }
    }
    return true;
  }

  private int softKeyword(int start) {
    boolean isCase =
        levels > 0
            && isMatchBlock[levels]
            && at - start == 4
            && text[start] == 'c'
            && text[start + 1] == 'a'
            && text[start + 2] == 's'
            && text[start + 3] == 'e';
    return isCase ? PythonParser.CASE : PythonParser.NAME;
  }

  private boolean readName() {
    int start = at;
    while (at < length) {
      char c = text[at];
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || c == '_'
          || (c >= '0' && c <= '9')) {
        at++;
      } else if (c < 0x80) {
        break;
      } else {
        int point = Character.codePointAt(text, at, length);
        boolean fits =
            at == start
                ? Character.isUnicodeIdentifierStart(point)
                : Character.isUnicodeIdentifierPart(point)
                    && !Character.isIdentifierIgnorable(point);
        if (!fits) {
          if (at == start) {
            at += Character.charCount(point);
            return false;
          }
          break;
        }
        at += Character.charCount(point);
      }
    }
    return true;
  }

  private void number() {
    int start = at;
    if (text[at] == '0' && at + 1 < length && "xXoObB".indexOf(text[at + 1]) >= 0) {
      at += 2;
      while (at < length && (Character.digit(text[at], 16) >= 0 || text[at] == '_')) {
        at++;
      }
    } else {
      digits();
      if (at < length && text[at] == '.') {
        at++;
        digits();
      }
      exponent();
      if (at < length && (text[at] == 'j' || text[at] == 'J')) {
        at++;
      }
    }
    finishNumber(start);
  }

  private void finishNumber(int start) {
    boolean isBad =
        at < length && isNameStart(text[at]) && Keywords.type(text, at, wordEnd(at)) == PythonParser.NAME;
    if (isBad) {
      readName();
      problem(start, at, "this number is not written as Python writes numbers");
    } else if (isOldOctal(start)) {
      problem(start, at, "an octal number is written 0o" + octalDigits(start));
    }
    add(PythonParser.NUMBER, start, at);
  }

  private String octalDigits(int start) {
    int first = start;
    while (first < at - 1 && text[first] == '0') {
      first++;
    }
    return new String(text, first, at - first);
  }

  private boolean isOldOctal(int start) {
    if (text[start] != '0' || at - start < 2) {
      return false;
    }
    boolean isZero = true;
    for (int i = start; i < at; i++) {
      char c = text[i];
      if ((c < '0' || c > '9') && c != '_') {
        return false;
      }
      isZero &= c == '0' || c == '_';
    }
    return !isZero;
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < length && (Character.isLetterOrDigit(text[end]) || text[end] == '_')) {
      end++;
    }
    return end;
  }

  private void digits() {
    while (at < length && ((text[at] >= '0' && text[at] <= '9') || text[at] == '_')) {
      at++;
    }
  }

  private void exponent() {
    if (at < length && (text[at] == 'e' || text[at] == 'E')) {
      int look = at + 1;
      if (look < length && (text[look] == '+' || text[look] == '-')) {
        look++;
      }
      if (look < length && text[look] >= '0' && text[look] <= '9') {
        at = look;
        digits();
      }
    }
  }

  private void operator(char c) {
    int start = at;
    char second = at + 1 < length ? text[at + 1] : '\0';
    char third = at + 2 < length ? text[at + 2] : '\0';
    switch (c) {
      case '(', '[', '{' -> open(c);
      case ')', ']', '}' -> close(c);
      case ',' -> one(PythonParser.COMMA);
      case ';' -> one(PythonParser.SEMI);
      case '~' -> one(PythonParser.TILDE);
      case ':' -> colon(second);
      case '.' -> {
        if (second == '.' && third == '.') {
          token(PythonParser.ELLIPSIS, 3);
        } else if (second >= '0' && second <= '9') {
          at++;
          digits();
          exponent();
          if (at < length && (text[at] == 'j' || text[at] == 'J')) {
            at++;
          }
          finishNumber(start);
        } else {
          one(PythonParser.DOT);
        }
      }
      case '=' -> token(second == '=' ? PythonParser.COMPOP : PythonParser.EQUAL, second == '=' ? 2 : 1);
      case '!' -> {
        if (second == '=') {
          token(PythonParser.COMPOP, 2);
        } else if (inField() && isNameStart(second)) {
          at++;
          readName();
          add(PythonParser.CONVERSION, start, at);
        } else {
          bad("unexpected `!`");
        }
      }
      case '<' -> {
        if (second == '<') {
          token(third == '=' ? PythonParser.AUGASSIGN : PythonParser.BINOP, third == '=' ? 3 : 2);
        } else if (second == '>') {
          token(PythonParser.COMPOP, 2);
          problem(start, at, "`<>` is Python 2; Python 3 writes `!=`");
        } else {
          token(PythonParser.COMPOP, second == '=' ? 2 : 1);
        }
      }
      case '>' -> {
        if (second == '>') {
          token(third == '=' ? PythonParser.AUGASSIGN : PythonParser.BINOP, third == '=' ? 3 : 2);
        } else {
          token(PythonParser.COMPOP, second == '=' ? 2 : 1);
        }
      }
      case '-' -> {
        if (second == '>') {
          token(PythonParser.ARROW, 2);
        } else {
          plainOrAssign(PythonParser.MINUS, second);
        }
      }
      case '+' -> plainOrAssign(PythonParser.PLUS, second);
      case '@' -> plainOrAssign(PythonParser.AT, second);
      case '|' -> plainOrAssign(PythonParser.VBAR, second);
      case '%', '&', '^' -> plainOrAssign(PythonParser.BINOP, second);
      case '*' -> doubled('*', PythonParser.STAR, PythonParser.DOUBLESTAR, second, third);
      case '/' -> doubled('/', PythonParser.SLASH, PythonParser.BINOP, second, third);
      case '`' -> bad("backquotes are Python 2; Python 3 writes `repr(...)`");
      case '\0' -> bad("a NUL byte has no place in Python code");
      default -> bad("this character has no place in Python code");
    }
  }

  private void doubled(char c, int single, int twice, char second, char third) {
    if (second == c) {
      token(third == '=' ? PythonParser.AUGASSIGN : twice, third == '=' ? 3 : 2);
    } else {
      plainOrAssign(single, second);
    }
  }

  private void plainOrAssign(int plain, char second) {
    boolean assigns = second == '=' && !(inField() && closesFieldAfter(at + 2));
    token(assigns ? PythonParser.AUGASSIGN : plain, assigns ? 2 : 1);
  }

  /** In {@code f"{x+=}"} nothing is assigned; it is not valid either, so any reading will do. */
  private boolean closesFieldAfter(int offset) {
    return offset < length && text[offset] == '}';
  }

  private void one(int type) {
    token(type, 1);
  }

  private void token(int type, int size) {
    add(type, at, at + size);
    at += size;
  }

  private void bad(String message) {
    problem(at, at + 1, message);
    one(PythonParser.BAD);
  }

  private void colon(char second) {
    if (inField() && depth == strings[openStrings - 1].brackets()) {
      one(PythonParser.COLON);
      OpenString top = strings[openStrings - 1];
      strings[openStrings - 1] =
          new OpenString(top.quote(), top.isTriple(), top.isRaw(), top.start(), top.brackets(), true);
    } else if (second == '=') {
      token(PythonParser.COLONEQUAL, 2);
    } else {
      one(PythonParser.COLON);
    }
  }

  private void open(char c) {
    if (depth >= MOST_BRACKETS) {
      if (depth == MOST_BRACKETS) {
        problem(at, at + 1, "brackets are nested too deep");
      }
      at++;
      // What is inside cannot be read; the closing brackets are matched so that the rest can.
      depth++;
      growBrackets();
      brackets[depth] = c;
      return;
    }
    depth++;
    growBrackets();
    brackets[depth] = c;
    one(
        c == '('
            ? PythonParser.LPAR
            : c == '[' ? PythonParser.LBRACK : PythonParser.LBRACE);
  }

  private void growBrackets() {
    if (depth == brackets.length) {
      brackets = Arrays.copyOf(brackets, depth * 2);
    }
  }

  private void close(char c) {
    if (c == '}' && inField() && depth == strings[openStrings - 1].brackets()) {
      closeField();
      return;
    }
    char opener = c == ')' ? '(' : c == ']' ? '[' : '{';
    if (depth == 0 || (inField() && depth <= strings[openStrings - 1].brackets())) {
      bad("`" + c + "` closes nothing");
      return;
    }
    if (brackets[depth] != opener) {
      problem(at, at + 1, "`" + c + "` does not close `" + brackets[depth] + "`");
    }
    depth--;
    while (fors > 0 && forDepths[fors - 1] > depth) {
      fors--;
    }
    if (depth >= MOST_BRACKETS) {
      at++;
      return;
    }
    one(
        c == ')'
            ? PythonParser.RPAR
            : c == ']' ? PythonParser.RBRACK : PythonParser.RBRACE);
  }

  // --- strings

  private boolean isStringPrefix(int start, int end) {
    int size = end - start;
    if (size > 2) {
      return false;
    }
    char a = Character.toLowerCase(text[start]);
    if (size == 1) {
      return "rbuft".indexOf(a) >= 0;
    }
    char b = Character.toLowerCase(text[start + 1]);
    return (a == 'r' && "bft".indexOf(b) >= 0) || (b == 'r' && "bft".indexOf(a) >= 0);
  }

  private void string(int start, int quoteAt) {
    boolean isRaw = false;
    boolean hasFields = false;
    for (int i = start; i < quoteAt; i++) {
      char c = Character.toLowerCase(text[i]);
      isRaw |= c == 'r';
      hasFields |= c == 'f' || c == 't';
    }
    char quote = text[quoteAt];
    boolean isTriple =
        quoteAt + 2 < length && text[quoteAt + 1] == quote && text[quoteAt + 2] == quote;
    at = quoteAt + (isTriple ? 3 : 1);
    if (hasFields) {
      add(PythonParser.FSTRING_START, start, at);
      if (openStrings == strings.length) {
        strings = Arrays.copyOf(strings, openStrings * 2);
      }
      strings[openStrings++] = new OpenString(quote, isTriple, isRaw, start, -1, false);
      return;
    }
    while (at < length) {
      char c = text[at];
      if (c == '\\') {
        at += at + 2 < length && text[at + 1] == '\r' && text[at + 2] == '\n' ? 3 : 2;
      } else if (c == quote && (!isTriple || isTripleQuote(at, quote))) {
        at += isTriple ? 3 : 1;
        add(PythonParser.STRING, start, at);
        return;
      } else if (!isTriple && (c == '\n' || c == '\r')) {
        break;
      } else {
        at++;
      }
    }
    at = Math.min(at, length);
    problem(
        start,
        Math.min(length, start + (isTriple ? 3 : at - start)),
        isTriple ? "this string has no end" : "this string has no end on its line");
    add(PythonParser.STRING, start, at);
  }

  private boolean isTripleQuote(int offset, char quote) {
    return offset + 2 < length && text[offset + 1] == quote && text[offset + 2] == quote;
  }

  /** Whether the scanner stands in the text of the innermost open f-string. */
  private boolean inText() {
    OpenString top = strings[openStrings - 1];
    return top.brackets() < 0 || (top.inFormat() && depth == top.brackets());
  }

  private boolean inField() {
    return openStrings > 0 && strings[openStrings - 1].brackets() >= 0 && !inText();
  }

  /** PEP 701: inside a replacement field a line may end, also in a string of one quote. */
  private boolean allowsLineEnd() {
    return inField();
  }

  private void stringText() {
    OpenString top = strings[openStrings - 1];
    int start = at;
    boolean inFormat = top.inFormat();
    while (at < length) {
      char c = text[at];
      if (c == '{') {
        if (!inFormat && at + 1 < length && text[at + 1] == '{') {
          at += 2;
          continue;
        }
        middle(start);
        openField(top);
        return;
      }
      if (c == '}') {
        if (inFormat) {
          middle(start);
          closeField();
          return;
        }
        if (at + 1 < length && text[at + 1] == '}') {
          at += 2;
          continue;
        }
        middle(start);
        bad("a single `}` in an f-string");
        return;
      }
      if (c == '\\') {
        boolean isName =
            !top.isRaw() && at + 2 < length && text[at + 1] == 'N' && text[at + 2] == '{';
        if (isName) {
          while (at < length && text[at] != '}' && text[at] != '\n') {
            at++;
          }
          at = Math.min(length, at + 1);
        } else if (at + 1 < length && (text[at + 1] == '{' || text[at + 1] == '}')) {
          at++;
        } else {
          at += at + 2 < length && text[at + 1] == '\r' && text[at + 2] == '\n' ? 3 : 2;
        }
        continue;
      }
      if (c == top.quote() && (!top.isTriple() || isTripleQuote(at, c))) {
        middle(start);
        if (inFormat) {
          // The format has no "}": the string ends all the same.
          problem(at, at + 1, "a replacement field has no `}`");
          depth = top.brackets() - 1;
        }
        endString(top);
        return;
      }
      if ((c == '\n' || c == '\r') && !top.isTriple()) {
        middle(start);
        abandonStrings();
        return;
      }
      at++;
    }
    at = Math.min(at, length);
    middle(start);
  }

  private void middle(int start) {
    int end = Math.min(at, length);
    if (end > start) {
      add(PythonParser.FSTRING_MIDDLE, start, end);
    }
  }

  private void openField(OpenString top) {
    depth++;
    growBrackets();
    brackets[depth] = '{';
    add(PythonParser.LBRACE, at, at + 1);
    at++;
    if (top.inFormat()) {
      // A field inside a format is a string of its own, as far as the brackets go.
      if (openStrings == strings.length) {
        strings = Arrays.copyOf(strings, openStrings * 2);
      }
      strings[openStrings++] =
          new OpenString(top.quote(), top.isTriple(), top.isRaw(), -1, depth, false);
    } else {
      strings[openStrings - 1] =
          new OpenString(top.quote(), top.isTriple(), top.isRaw(), top.start(), depth, false);
    }
  }

  private void closeField() {
    OpenString top = strings[openStrings - 1];
    depth = top.brackets() - 1;
    while (fors > 0 && forDepths[fors - 1] > depth) {
      fors--;
    }
    one(PythonParser.RBRACE);
    if (top.start() < 0) {
      openStrings--;
    } else {
      strings[openStrings - 1] =
          new OpenString(top.quote(), top.isTriple(), top.isRaw(), top.start(), -1, false);
    }
  }

  private void endString(OpenString top) {
    int start = at;
    at += top.isTriple() ? 3 : 1;
    add(PythonParser.FSTRING_END, start, at);
    while (openStrings > 0 && strings[openStrings - 1].start() < 0) {
      openStrings--;
    }
    openStrings--;
  }

  /** A string of one line meets the line's end: all that is open ends here. */
  private void abandonStrings() {
    int outer = at;
    while (openStrings > 0) {
      OpenString top = strings[--openStrings];
      if (top.start() >= 0) {
        outer = top.start();
      }
      if (top.brackets() >= 0) {
        depth = Math.min(depth, top.brackets() - 1);
      }
    }
    problem(outer, at, "this f-string has no end on its line");
    add(PythonParser.BAD, at, at);
  }

  private void problem(int start, int end, String message) {
    if (tokens.problems().size() < MOST_PROBLEMS) {
      int last = Math.min(end, length);
      tokens.problems().add(new ParseProblem(new Span(Math.min(start, last), last), message));
    }
  }
}
