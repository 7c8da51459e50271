package dev.tensorvet.frontend.python;

import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * Drives the generated parser over the token arrays. A valid file makes no token object, no parse tree
 * and no error object: a grammar of one token's look-ahead needs none of them.
 */
abstract class TokenDriver extends Parser {

  private final Stream stream;
  final Tokens tokens;

  TokenDriver(TokenStream input) {
    super(input);
    this.stream = (Stream) input;
    this.tokens = stream.tokens;
    setBuildParseTree(false);
    removeErrorListeners();
    setErrorHandler(new Rethrow());
  }

  final Stream stream() {
    return stream;
  }

  /** The number of the token that comes next. */
  final int index() {
    return stream.at;
  }

  final void moveTo(int index) {
    stream.at = index;
  }

  final int typeAt(int index) {
    return tokens.type(Math.min(index, tokens.count() - 1));
  }

  @Override
  public final Token match(int type) throws RecognitionException {
    if (tokens.type(stream.at) != type) {
      throw new InputMismatchException(this);
    }
    if (type != Token.EOF) {
      stream.at++;
    }
    return stream.placeholder;
  }

  @Override
  public final Token consume() {
    if (tokens.type(stream.at) != Token.EOF) {
      stream.at++;
    }
    return stream.placeholder;
  }

  @Override
  public final void enterRule(ParserRuleContext context, int state, int ruleIndex) {
    _ctx = context;
  }

  @Override
  public final void exitRule() {
    _ctx = (ParserRuleContext) _ctx.parent;
  }

  /** Lets an error rise to the statement that it is in. */
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
      throw new InputMismatchException(recognizer);
    }
  }

  /** The token arrays as ANTLR wants to see them. */
  static final class Stream implements TokenStream {

    private final Tokens tokens;
    private final Token placeholder = new CommonToken(Token.INVALID_TYPE);
    private final String source;
    private final char[] text;
    private int at;

    /**
     * @param text the characters of {@code source}, which are read one by one
     */
    Stream(Tokens tokens, String source, char[] text) {
      this.tokens = tokens;
      this.source = source;
      this.text = text;
    }

    String source() {
      return source;
    }

    char[] text() {
      return text;
    }

    @Override
    public int LA(int offset) {
      int index = offset > 0 ? at + offset - 1 : at + offset;
      return index < 0 ? 0 : tokens.type(Math.min(index, tokens.count() - 1));
    }

    @Override
    public Token LT(int offset) {
      return get(offset > 0 ? at + offset - 1 : at + offset);
    }

    @Override
    public Token get(int index) {
      int known = Math.max(0, Math.min(index, tokens.count() - 1));
      CommonToken token = new CommonToken(tokens.type(known));
      token.setStartIndex(tokens.start(known));
      token.setStopIndex(tokens.end(known) - 1);
      token.setTokenIndex(known);
      return token;
    }

    @Override
    public void consume() {
      at = Math.min(at + 1, tokens.count() - 1);
    }

    @Override
    public int mark() {
      return 0;
    }

    @Override
    public void release(int marker) {}

    @Override
    public int index() {
      return at;
    }

    @Override
    public void seek(int index) {
      at = index;
    }

    @Override
    public int size() {
      return tokens.count();
    }

    @Override
    public String getSourceName() {
      return UNKNOWN_SOURCE_NAME;
    }

    @Override
    public TokenSource getTokenSource() {
      throw new UnsupportedOperationException("tokens have no objects and no source");
    }

    @Override
    public String getText(Interval interval) {
      return "";
    }

    @Override
    public String getText() {
      return "";
    }

    @Override
    public String getText(RuleContext context) {
      return "";
    }

    @Override
    public String getText(Token start, Token stop) {
      return "";
    }
  }
}
