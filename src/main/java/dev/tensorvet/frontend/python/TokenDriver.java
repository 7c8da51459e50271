package dev.tensorvet.frontend.python;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATN;

/**
 * Drives the generated parser over token arrays. A file that can be read makes no token object, no
 * parse tree and no exception: a grammar of one token's look-ahead needs none of them.
 */
abstract class TokenDriver extends Parser {

  private final TokenBuffer buffer;
  final Tokens tokens;

  TokenDriver(TokenStream input) {
    super(input);
    this.buffer = (TokenBuffer) input;
    this.tokens = buffer.tokens();
    setBuildParseTree(false);
    removeErrorListeners();
    setErrorHandler(new Rethrow());
  }

  /** One token always decides, so that the build leaves the tables of prediction out. */
  @Override
  public final ATN getATN() {
    throw new IllegalStateException("the parser has no tables of prediction");
  }

  final TokenBuffer buffer() {
    return buffer;
  }

  /** An error that rises to the rule which can go on after it. */
  static final class Unreadable extends RecognitionException {

    private static final long serialVersionUID = 1;

    private final String reason;

    Unreadable(Parser parser, String reason) {
      super(parser, parser.getInputStream(), parser.getContext());
      this.reason = reason;
    }

    /** What is wrong, or nothing when the token that came next says it. */
    String reason() {
      return reason;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** The number of the token that comes next. */
  final int index() {
    return buffer.index();
  }

  final void moveTo(int index) {
    buffer.seek(index);
  }

  /** The type of the token that comes next. */
  final int nextType() {
    return tokens.type(buffer.index());
  }

  /** The type of the last token that was read. */
  final int lastType() {
    return buffer.index() == 0 ? 0 : tokens.type(buffer.index() - 1);
  }

  @Override
  public final Token match(int type) {
    if (nextType() != type) {
      boolean lacksColon = type == PythonParser.COLON && nextType() == PythonParser.NEWLINE;
      throw new Unreadable(this, lacksColon ? "a `:` is missing at the end of this line" : "");
    }
    buffer.consume();
    return TokenBuffer.NO_TOKEN;
  }

  @Override
  public final Token consume() {
    buffer.consume();
    return TokenBuffer.NO_TOKEN;
  }

  @Override
  public final void enterRule(ParserRuleContext context, int state, int ruleIndex) {
    _ctx = context;
  }

  @Override
  public final void exitRule() {
    _ctx = _ctx.getParent();
  }

  /** Repairs nothing. */
  private static final class Rethrow extends DefaultErrorStrategy {
    @Override
    public void sync(Parser recognizer) {}

    @Override
    public void reportMatch(Parser recognizer) {}

    @Override
    public void reportError(Parser recognizer, RecognitionException problem) {}

    @Override
    public void recover(Parser recognizer, RecognitionException problem) {
      throw problem;
    }

    @Override
    public Token recoverInline(Parser recognizer) {
      throw new Unreadable(recognizer, "");
    }
  }
}
