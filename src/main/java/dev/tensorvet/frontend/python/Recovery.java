package dev.tensorvet.frontend.python;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Pattern;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.TokenStream;

/**
 * Goes on after what cannot be read: an element of brackets, a case, or else a statement is lost,
 * and nothing around it. The blocks under a lost header are kept.
 */
abstract class Recovery extends StatementBuilder {

  Recovery(TokenStream input) {
    super(input);
  }

  // --- elements

  /**
   * Loses the element that began at {@code at}, when the brackets around it can be seen to close.
   */
  final void breakElement(long at, RecognitionException problem) {
    int end = endOfElement(token(at));
    if (end < 0) {
      throw problem;
    }
    describe(token(at), problem);
    int from = startOf(token(at));
    drop(at);
    moveTo(end);
    int to = Math.max(from, endOfLast());
    push(new Expr.Broken(id(), from, to), from, to);
  }

  /** The comma or closing bracket that ends an element, or -1 when the line ends before. */
  private int endOfElement(int first) {
    int open = 0;
    for (int token = first; ; token++) {
      switch (tokens.type(token)) {
        case PythonParser.LPAR, PythonParser.LBRACK, PythonParser.LBRACE -> open++;
        case PythonParser.RPAR, PythonParser.RBRACK, PythonParser.RBRACE -> {
          if (open-- == 0) {
            return token < index() ? -1 : token;
          }
        }
        case PythonParser.COMMA -> {
          if (open == 0 && token >= index()) {
            return token;
          }
        }
        case PythonParser.NEWLINE, PythonParser.BAD, PythonParser.EOF -> {
          return -1;
        }
        default -> {}
      }
    }
  }

  // --- statements

  /** Loses the statement that began at {@code at}, and nothing after its last line. */
  final void breakStatement(long at, RecognitionException problem) {
    describe(token(at), problem);
    List<Stmt> kept = new ArrayList<>();
    drop(at).forEach(value -> keepStatements(value, kept));
    boolean isStrayBlock = index() == token(at) && nextType() == PythonParser.INDENT;
    skipLine(token(at));
    readBlock(kept);
    int from = startOf(token(at));
    if (isStrayBlock) {
      kept.forEach(each -> push(each, each.start(), each.end()));
    } else {
      int to = Math.max(from, endOfText());
      push(new Stmt.Broken(id(), from, to, List.copyOf(kept)), from, to);
    }
  }

  /** Loses the pattern of a case: whether its block runs is not known. */
  final void breakCase(long at, RecognitionException problem) {
    describe(token(at), problem);
    int from = startOf(token(at));
    List<Stmt> kept = new ArrayList<>();
    drop(at).forEach(value -> keepStatements(value, kept));
    // What the header's own line holds beyond it was read, and is kept.
    int headerEnd = Math.max(from, kept.isEmpty() ? endOfLast() : kept.getFirst().start());
    skipLine(token(at));
    readBlock(kept);
    int to = Math.max(headerEnd, endOfText());
    push(unknownCase(from, headerEnd, to, kept), from, to);
  }

  /** A case of which nobody knows when it runs. */
  private Node.MatchCase unknownCase(int from, int headerEnd, int to, List<Stmt> body) {
    Pattern any = new Pattern.Capture(id(), from, from, Optional.empty(), Optional.empty());
    Expr unknown = new Expr.Broken(id(), from, headerEnd);
    return new Node.MatchCase(id(), from, to, any, Optional.of(unknown), List.copyOf(body));
  }

  /** Reads what is left of a match block, where a line may begin no case. */
  final void strayCases() {
    while (nextType() != PythonParser.DEDENT && nextType() != PythonParser.EOF) {
      if (nextType() == PythonParser.CASE) {
        ((PythonParser) this).caseBlock();
        continue;
      }
      long at = here();
      ((PythonParser) this).stmt();
      open(at);
      List<Stmt> stray = takeAll(Stmt.class);
      if (!stray.isEmpty()) {
        int from = stray.getFirst().start();
        int to = stray.getLast().end();
        close(unknownCase(from, from, to, stray), from, to);
      }
    }
  }

  private static void keepStatements(Object value, List<Stmt> to) {
    switch (value) {
      case Stmt statement -> to.add(statement);
      case Block block -> to.addAll(block.body());
      case Else block -> to.addAll(block.body());
      case Finally block -> to.addAll(block.body());
      case Node.ExceptHandler handler -> to.addAll(handler.body());
      case StarHandler star -> to.addAll(star.handler().body());
      case Node.MatchCase each -> to.addAll(each.body());
      default -> {}
    }
  }

  /**
   * Goes to the next line, unless the line that began at {@code first} has been read to its end.
   */
  private void skipLine(int first) {
    boolean isOver =
        index() > first
            && (lastType() == PythonParser.NEWLINE || lastType() == PythonParser.DEDENT);
    while (!isOver && !isLayout(nextType())) {
      moveTo(index() + 1);
    }
    if (!isOver && nextType() == PythonParser.NEWLINE) {
      moveTo(index() + 1);
    }
  }

  private static boolean isLayout(int type) {
    return switch (type) {
      case PythonParser.NEWLINE, PythonParser.INDENT, PythonParser.DEDENT, PythonParser.EOF -> true;
      default -> false;
    };
  }

  /** Reads the block under a header that could not be read, if there is one. */
  private void readBlock(List<Stmt> to) {
    if (nextType() != PythonParser.INDENT) {
      return;
    }
    long at = here();
    moveTo(index() + 1);
    strays();
    if (nextType() == PythonParser.DEDENT) {
      moveTo(index() + 1);
    }
    drop(at).forEach(value -> keepStatements(value, to));
  }

  /** Reads a whole file, whatever is in it. Each of its parts ends with an EOF. */
  final List<Stmt> readFile() {
    long at = here();
    while (index() < tokens.count() - 1) {
      strays();
      moveTo(index() + 1);
    }
    open(at);
    return takeAll(Stmt.class);
  }

  /** Reads what is left of a block, lines that nothing can begin with among them. */
  final void strays() {
    while (nextType() != PythonParser.DEDENT && nextType() != PythonParser.EOF) {
      ((PythonParser) this).stmt();
    }
  }

  /** Where the last token ends that is text. */
  private int endOfText() {
    int token = index() - 1;
    while (token > 0 && isLayout(tokens.type(token))) {
      token--;
    }
    return token < 0 ? 0 : tokens.end(token);
  }

  // --- what to say

  private void describe(int first, RecognitionException problem) {
    int at = index();
    int from = startOf(at);
    int to = Math.max(from, tokens.end(at));
    if (problem instanceof Unreadable known && !known.reason().isEmpty()) {
      problem(startOf(first), Math.max(startOf(first), endOfLast()), known.reason());
      return;
    }
    if (nextType() == PythonParser.BAD) {
      // What is wrong here is said already.
      return;
    }
    Optional<String> python2 = python2(first, at);
    if (python2.isPresent()) {
      python2(startOf(first), to, python2.get());
    } else {
      problem(from, to, expectation(at));
    }
  }

  private String expectation(int at) {
    boolean isBlockMissing = at > 0 && tokens.type(at - 1) == PythonParser.NEWLINE;
    return switch (tokens.type(at)) {
      case PythonParser.INDENT -> "unexpected indentation";
      case PythonParser.NEWLINE -> "the line ends in the middle of a statement";
      default ->
          isBlockMissing && isMidStatement(at)
              ? "an indented block is missing here"
              : tokens.type(at) == PythonParser.EOF
                  ? "the file ends in the middle of a statement"
                  : "unexpected `" + shortText(at) + "`";
    };
  }

  private boolean isMidStatement(int at) {
    return tokens.type(at) == PythonParser.DEDENT
        || (at > 1 && tokens.type(at - 2) == PythonParser.COLON);
  }

  private String shortText(int token) {
    String text = textOf(token).lines().findFirst().orElse("");
    return text.length() > 30 ? text.substring(0, 30) + "…" : text;
  }

  /** What only Python 2 has, when the statement looks like that. */
  private Optional<String> python2(int first, int at) {
    boolean isFirstWord = tokens.type(first) == PythonParser.NAME && at == first + 1;
    if (isFirstWord && (textOf(first).equals("print") || textOf(first).equals("exec"))) {
      return Optional.of("`" + textOf(first) + "` without parentheses");
    }
    if (tokens.type(first) == PythonParser.RAISE && tokens.type(at) == PythonParser.COMMA) {
      return Optional.of("`raise` with a comma");
    }
    boolean isOldPrefix =
        at > 0
            && tokens.type(at) == PythonParser.STRING
            && tokens.end(at - 1) == startOf(at)
            && textOf(at - 1).equalsIgnoreCase("ur");
    return isOldPrefix ? Optional.of("a string with the prefix `ur`") : Optional.empty();
  }
}
