package dev.tensorvet.frontend.python;

import dev.tensorvet.syntax.Comment;
import java.util.Arrays;
import java.util.List;

/**
 * Lays tokens out in logical lines and blocks. Line ends inside brackets are dropped, INDENT and
 * DEDENT put in, comments set aside; and what one token of look-ahead could not tell is told here:
 * {@code match}, {@code case} and {@code type} from names, and the {@code in} of a {@code for}.
 *
 * <p>A bracket that is never closed ends where a statement begins that no bracket can hold; when
 * none does, the text is laid out once more, and it ends before the next line that is indented no
 * deeper than its statement.
 */
final class Layout {

  /** As CPython has it: deeper blocks are a mistake. */
  private static final int MOST_BLOCKS = 100;

  /** As CPython has it: deeper brackets are a mistake. */
  private static final int MOST_BRACKETS = 200;

  private static final int TAB = 8;

  /** An indentation: the columns with tabs at every eighth, and with tabs as one. */
  private record Indent(int column, int columnOfOneTabs) {}

  private static final Indent NONE = new Indent(0, 0);

  private final char[] text;
  private final Tokens raw;
  private final Tokens to;
  private final List<Comment> comments;
  private final Problems problems;

  /** From this bracket on, brackets close before the next line that looks like a statement. */
  private final int neverClosed;

  private final boolean isCell;

  /** How many tokens other parts have laid out. */
  private final int first;

  private int next;
  private int lineStart;

  /** What the first line of a cell is indented by. */
  private Indent outer = NONE;

  private int lineFirst;
  private boolean isLineOpen;

  private final int[] columns = new int[MOST_BLOCKS + 1];
  private final int[] columnsOfOneTabs = new int[MOST_BLOCKS + 1];
  private final boolean[] isMatchBlock = new boolean[MOST_BLOCKS + 1];
  private int blocks;
  private boolean opensMatch;

  private int depth;
  private int outermostBracket;

  /** The first bracket that was closed by force. */
  private int cutShort = Integer.MAX_VALUE;

  /** For each {@code for} that waits for its {@code in}, how many brackets are open around it. */
  private int[] fors = new int[8];

  private int forCount;

  private Layout(
      char[] text,
      int from,
      Tokens raw,
      Tokens to,
      List<Comment> comments,
      Problems problems,
      boolean isCell,
      int neverClosed) {
    this.text = text;
    this.raw = raw;
    this.to = to;
    this.comments = comments;
    this.problems = problems;
    this.isCell = isCell;
    this.first = to.count();
    this.neverClosed = neverClosed;
    this.lineStart = from < text.length && text[from] == '\uFEFF' ? from + 1 : from;
    this.lineFirst = to.count();
  }

  /**
   * Lays out the tokens of a part of a text.
   *
   * @param from where the part begins
   * @param end where it ends
   * @param raw its tokens, as scanned
   * @param to where the tokens go, after those of the parts before
   * @param comments where the comments go
   * @param isCell whether this is a cell of a notebook, which may be indented as a whole
   */
  static void append(
      char[] text,
      int from,
      int end,
      Tokens raw,
      Tokens to,
      List<Comment> comments,
      Problems problems,
      boolean isCell) {
    int before = to.count();
    int commentsBefore = comments.size();
    Problems ofFirstTry = new Problems();
    Layout layout =
        new Layout(text, from, raw, to, comments, ofFirstTry, isCell, Integer.MAX_VALUE);
    layout.run();
    int bracket =
        layout.depth > 0 ? Math.min(layout.outermostBracket, layout.cutShort) : layout.cutShort;
    if (bracket < raw.count()) {
      to.cut(before);
      comments.subList(commentsBefore, comments.size()).clear();
      problems.add(
          raw.start(bracket),
          raw.end(bracket),
          "`" + text[raw.start(bracket)] + "` is never closed");
      layout = new Layout(text, from, raw, to, comments, problems, isCell, bracket);
      layout.run();
    } else {
      problems.addAll(ofFirstTry);
    }
    layout.finish(end);
  }

  private void run() {
    for (; next < raw.count(); next++) {
      switch (raw.type(next)) {
        case PythonParser.COMMENT -> {
          boolean ownLine = next == 0 || raw.type(next - 1) == PythonParser.NEWLINE;
          comments.add(new Comment(raw.start(next), raw.end(next), ownLine));
        }
        case PythonParser.NEWLINE -> lineEnd();
        default -> {
          if (isLineOpen || beginLine()) {
            token(raw.type(next));
          }
        }
      }
    }
  }

  private void finish(int end) {
    if (depth > 0) {
      to.add(PythonParser.BAD, end, end);
    }
    if (isLineOpen) {
      endLine(end, end);
    }
    for (; blocks > 0; blocks--) {
      to.add(PythonParser.DEDENT, end, end);
    }
  }

  // --- lines

  private void lineEnd() {
    lineStart = raw.end(next);
    if (depth == 0) {
      if (isLineOpen) {
        endLine(raw.start(next), raw.end(next));
      }
    } else if (bracketEndsHere()) {
      sayNeverClosed();
      closeBrackets();
    }
  }

  private void endLine(int start, int end) {
    markMatch();
    to.add(PythonParser.NEWLINE, start, end);
    forCount = 0;
    isLineOpen = false;
  }

  /** A line "match ...:" opens a match statement, and what stands under it are its cases. */
  private void markMatch() {
    int last = to.count() - 1;
    opensMatch =
        last > lineFirst + 1
            && to.type(lineFirst) == PythonParser.NAME
            && to.type(last) == PythonParser.COLON
            && isWord(lineFirst, "match");
    if (opensMatch) {
      to.setType(lineFirst, PythonParser.MATCH);
    }
  }

  /** Opens and closes blocks; false when the line and its block are nested too deep to be read. */
  private boolean beginLine() {
    if (isCell && to.count() == first) {
      outer = written(lineStart);
    }
    Indent indent = indentation(lineStart);
    int column = indent.column();
    if (column > columns[blocks]) {
      if (blocks == MOST_BLOCKS) {
        skipDeeperLines();
        return false;
      }
      openBlock(indent);
    } else if (column < columns[blocks]) {
      while (blocks > 0 && columns[blocks] > column) {
        blocks--;
        to.add(PythonParser.DEDENT, raw.start(next), raw.start(next));
      }
      if (column != columns[blocks]) {
        // Nobody can tell which block was meant. The line is read all the same.
        problems.add(lineStart, raw.start(next), "this indentation fits no block around it");
      }
    }
    checkTabs(indent);
    opensMatch = false;
    isLineOpen = true;
    lineFirst = to.count();
    return true;
  }

  private void openBlock(Indent indent) {
    blocks++;
    columns[blocks] = indent.column();
    columnsOfOneTabs[blocks] = indent.columnOfOneTabs();
    isMatchBlock[blocks] = opensMatch;
    to.add(PythonParser.INDENT, raw.start(next), raw.start(next));
  }

  private void checkTabs(Indent indent) {
    int expected = columnsOfOneTabs[blocks];
    boolean isSame = indent.column() == columns[blocks];
    boolean isNewBlock = to.lastType() == PythonParser.INDENT;
    boolean isClear =
        !isSame
            || (isNewBlock
                ? expected > columnsOfOneTabs[blocks - 1]
                : indent.columnOfOneTabs() == expected);
    if (!isClear) {
      problems.add(lineStart, raw.start(next), "tabs and spaces mix, and leave the block unclear");
    }
  }

  /** Sets aside a block that is too deep, as one statement that cannot be read. */
  private void skipDeeperLines() {
    int start = raw.start(next);
    problems.add(lineStart, start, "blocks are nested too deep");
    to.add(PythonParser.INDENT, start, start);
    to.add(PythonParser.BAD, start, start);
    to.add(PythonParser.NEWLINE, start, start);
    to.add(PythonParser.DEDENT, start, start);
    for (; next + 1 < raw.count(); next++) {
      int type = raw.type(next + 1);
      if (type == PythonParser.NEWLINE) {
        lineStart = raw.end(next + 1);
      } else if (type != PythonParser.COMMENT
          && raw.type(next) == PythonParser.NEWLINE
          && indentation(lineStart).column() <= columns[blocks]) {
        return;
      }
    }
  }

  /**
   * How deep a line is indented. From each line of a cell IPython takes away what the first one is
   * indented by, if the line has that much.
   */
  private Indent indentation(int from) {
    Indent written = written(from);
    return written.column() < outer.column()
        ? written
        : new Indent(
            written.column() - outer.column(), written.columnOfOneTabs() - outer.columnOfOneTabs());
  }

  /**
   * How deep a line is indented as it is written. A line of white space and a backslash lends its
   * indentation to the next, as in CPython.
   */
  private Indent written(int from) {
    int column = 0;
    int columnOfOneTabs = 0;
    int i = from;
    while (i < text.length) {
      switch (text[i++]) {
        case ' ' -> {
          column++;
          columnOfOneTabs++;
        }
        case '\t' -> {
          column = (column / TAB + 1) * TAB;
          columnOfOneTabs++;
        }
        case '\f' -> {
          column = 0;
          columnOfOneTabs = 0;
        }
        case '\\' -> {
          if (column > 0) {
            return new Indent(column, columnOfOneTabs);
          }
          boolean isPair = i + 1 < text.length && text[i] == '\r' && text[i + 1] == '\n';
          i += isPair ? 2 : 1;
        }
        default -> {
          return new Indent(column, columnOfOneTabs);
        }
      }
    }
    return new Indent(column, columnOfOneTabs);
  }

  // --- tokens

  private void token(int type) {
    switch (type) {
      case PythonParser.LPAR, PythonParser.LBRACK, PythonParser.LBRACE -> {
        if (depth++ == 0) {
          outermostBracket = next;
        }
        if (depth > MOST_BRACKETS) {
          skipDeeperBrackets();
          return;
        }
      }
      case PythonParser.RPAR, PythonParser.RBRACK, PythonParser.RBRACE -> {
        depth = Math.max(0, depth - 1);
        while (forCount > 0 && fors[forCount - 1] > depth) {
          forCount--;
        }
      }
      case PythonParser.FOR -> {
        if (forCount == fors.length) {
          fors = Arrays.copyOf(fors, forCount * 2);
        }
        fors[forCount++] = depth;
      }
      case PythonParser.IN -> {
        if (forCount > 0 && fors[forCount - 1] == depth) {
          forCount--;
          add(PythonParser.FOR_IN);
          return;
        }
      }
      case PythonParser.NAME -> {
        softKeyword();
        return;
      }
      case PythonParser.COMMA -> {
        if (to.lastType() == PythonParser.COMMA) {
          problems.add(raw.start(next), raw.end(next), "unexpected `,`");
          add(PythonParser.BAD);
          return;
        }
      }
      default -> {
        if (depth > 0
            && type >= PythonParser.ELIF
            && type <= PythonParser.IMPORT
            && isFirstOnLine()) {
          sayNeverClosed();
          closeBrackets();
          if (!beginLine()) {
            return;
          }
        }
      }
    }
    add(type);
  }

  private void add(int type) {
    to.add(type, raw.start(next), raw.end(next));
  }

  private void softKeyword() {
    int type = PythonParser.NAME;
    if (depth == 0) {
      int last = to.count() - 1;
      if (last < lineFirst) {
        type = isMatchBlock[blocks] && isRawWord("case") ? PythonParser.CASE : type;
      } else if (to.type(last) == PythonParser.NAME && isWord(last, "type")) {
        to.setType(last, PythonParser.TYPE);
      }
    }
    add(type);
  }

  private boolean isWord(int token, String word) {
    return isAt(to.start(token), to.end(token), word);
  }

  private boolean isRawWord(String word) {
    return isAt(raw.start(next), raw.end(next), word);
  }

  private boolean isAt(int start, int end, String word) {
    if (end - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  // --- brackets

  private boolean isFirstOnLine() {
    return next > 0 && raw.type(next - 1) == PythonParser.NEWLINE;
  }

  /** Sets aside brackets that are nested too deep, as one token that cannot be read. */
  private void skipDeeperBrackets() {
    problems.add(raw.start(next), raw.end(next), "brackets are nested too deep");
    add(PythonParser.BAD);
    while (depth > MOST_BRACKETS && next + 1 < raw.count()) {
      switch (raw.type(++next)) {
        case PythonParser.LPAR, PythonParser.LBRACK, PythonParser.LBRACE -> depth++;
        case PythonParser.RPAR, PythonParser.RBRACK, PythonParser.RBRACE -> depth--;
        default -> {}
      }
    }
  }

  private void sayNeverClosed() {
    cutShort = Math.min(cutShort, outermostBracket);
    int start = raw.start(outermostBracket);
    if (outermostBracket != neverClosed) {
      problems.add(start, start + 1, "`" + text[start] + "` is never closed");
    }
  }

  /** On the second try: whether the next line looks like a statement that follows this one. */
  private boolean bracketEndsHere() {
    if (outermostBracket < neverClosed || next + 1 >= raw.count()) {
      return false;
    }
    return switch (raw.type(next + 1)) {
      case PythonParser.NEWLINE,
          PythonParser.COMMENT,
          PythonParser.RPAR,
          PythonParser.RBRACK,
          PythonParser.RBRACE ->
          false;
      default -> indentation(lineStart).column() <= columns[blocks];
    };
  }

  private void closeBrackets() {
    depth = 0;
    int end = to.end(to.count() - 1);
    to.add(PythonParser.BAD, end, end);
    endLine(end, end);
  }
}
