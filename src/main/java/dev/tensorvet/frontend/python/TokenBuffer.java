package dev.tensorvet.frontend.python;

import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * Token arrays as ANTLR wants to see them, and what else the parser needs: its constructor takes
 * nothing but this. The last token must be EOF.
 */
final class TokenBuffer implements TokenStream {

  /** Stands for any token: no caller looks at one. */
  static final Token NO_TOKEN = new CommonToken(Token.INVALID_TYPE);

  private final Tokens tokens;
  private final String source;
  private final Names names;
  private final Problems problems;
  private final int last;
  private int at;

  TokenBuffer(Tokens tokens, String source, Names names, Problems problems) {
    this.tokens = tokens;
    this.source = source;
    this.names = names;
    this.problems = problems;
    this.last = tokens.count() - 1;
  }

  String source() {
    return source;
  }

  Names names() {
    return names;
  }

  Problems problems() {
    return problems;
  }

  Tokens tokens() {
    return tokens;
  }

  @Override
  public int LA(int offset) {
    return offset == 1 ? tokens.type(at) : tokens.type(Math.min(at + offset - 1, last));
  }

  @Override
  public void consume() {
    if (at < last) {
      at++;
    }
  }

  @Override
  public int index() {
    return at;
  }

  @Override
  public void seek(int index) {
    at = Math.min(index, last);
  }

  @Override
  public int size() {
    return last + 1;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {}

  @Override
  public Token LT(int offset) {
    return NO_TOKEN;
  }

  @Override
  public Token get(int index) {
    return NO_TOKEN;
  }

  @Override
  public String getSourceName() {
    return UNKNOWN_SOURCE_NAME;
  }

  @Override
  public TokenSource getTokenSource() {
    throw new UnsupportedOperationException("the tokens come from no source");
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
