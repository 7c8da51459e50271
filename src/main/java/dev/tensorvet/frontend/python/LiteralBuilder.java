package dev.tensorvet.frontend.python;

import dev.tensorvet.syntax.Expr;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.TokenStream;

/** Makes the nodes of names, numbers, constants and strings. */
abstract class LiteralBuilder extends OperatorBuilder {

  private final Literals literals;

  LiteralBuilder(TokenStream input) {
    super(input);
    this.literals = new Literals(source, buffer().problems());
  }

  final void nameAtom() {
    int token = index() - 1;
    int from = startOf(token);
    int to = endOfLast();
    push(new Expr.Name(id(), from, to, nameOf(token)), from, to);
  }

  final void numberAtom() {
    pushAtLast(number(index() - 1));
  }

  final Expr.NumberLiteral number(int token) {
    String text = nameOf(token);
    return new Expr.NumberLiteral(id(), startOf(token), tokens.end(token), kindOf(text), text);
  }

  private static Expr.NumberKind kindOf(String text) {
    char last = text.charAt(text.length() - 1);
    boolean isDecimal = text.length() == 1 || text.charAt(1) <= '9' || text.charAt(1) == '_';
    boolean isHex = !isDecimal && (text.charAt(1) == 'x' || text.charAt(1) == 'X');
    if (!isHex && (last == 'j' || last == 'J')) {
      return Expr.NumberKind.IMAGINARY;
    }
    for (int i = 0; i < text.length() && !isHex; i++) {
      char c = text.charAt(i);
      if (c == '.' || c == 'e' || c == 'E') {
        return Expr.NumberKind.FLOAT;
      }
    }
    return Expr.NumberKind.INTEGER;
  }

  final void booleanAtom(boolean value) {
    pushAtLast(new Expr.BooleanLiteral(id(), startOf(index() - 1), endOfLast(), value));
  }

  final void noneAtom() {
    pushAtLast(new Expr.NoneLiteral(id(), startOf(index() - 1), endOfLast()));
  }

  final void ellipsisAtom() {
    pushAtLast(new Expr.EllipsisLiteral(id(), startOf(index() - 1), endOfLast()));
  }

  /** An expression of IPython's own, whose value nobody knows. */
  final void unread() {
    pushAtLast(new Expr.Broken(id(), startOf(index() - 1), endOfLast()));
  }

  // --- strings

  /** A string among those that stand side by side. */
  final void string() {
    int from = startOf(index() - 1);
    int to = endOfLast();
    boolean isBytes = literals.hasPrefix(from, 'b');
    push(new Expr.StringLiteral(id(), from, to, isBytes, literals.value(from, to)), from, to);
  }

  /** Whether the f-string that comes next has an {@code r} in its prefix. */
  final boolean isRawString() {
    return literals.hasPrefix(startOf(index()), 'r');
  }

  final void middle(boolean isRaw) {
    int from = startOf(index() - 1);
    int to = endOfLast();
    String value = literals.middle(from, to, isRaw);
    push(new Expr.StringLiteral(id(), from, to, false, value), from, to);
  }

  final void conversion() {
    int token = index() - 1;
    String letter = textOf(token).substring(1);
    if (!letter.equals("r") && !letter.equals("s") && !letter.equals("a")) {
      problem(startOf(token), endOfLast(), "a conversion is `!r`, `!s` or `!a`");
    }
    push(letter, startOf(token), endOfLast());
  }

  final void format(long at) {
    open(at);
    close(new Expr.JoinedString(id(), endOfColon(at), end(), false, takeAll(Expr.class)));
  }

  private int endOfColon(long at) {
    return startOf(token(at)) + 1;
  }

  final void interpolation(long at) {
    open(at);
    Expr value = take(Expr.class);
    Optional<String> conversion = takeIf(String.class);
    Optional<Expr.JoinedString> format = takeIf(Expr.JoinedString.class);
    close(new Expr.Interpolation(id(), start(), end(), value, conversion, format));
  }

  /** Joins strings that stand side by side. */
  final void strings(long at) {
    open(at);
    boolean hasFields = false;
    int templates = 0;
    int others = 0;
    int inside = 0;
    for (int token = token(at); token < index(); token++) {
      switch (tokens.type(token)) {
        case PythonParser.STRING -> others += inside == 0 ? 1 : 0;
        case PythonParser.FSTRING_START -> {
          hasFields = true;
          if (inside++ == 0) {
            boolean isTemplate = literals.hasPrefix(startOf(token), 't');
            templates += isTemplate ? 1 : 0;
            others += isTemplate ? 0 : 1;
          }
        }
        case PythonParser.FSTRING_END -> inside--;
        default -> {}
      }
    }
    if (!hasFields && remaining() == 1) {
      return;
    }
    List<Expr> parts = takeAll(Expr.class);
    checkBytes(parts, hasFields);
    if (hasFields) {
      if (templates > 0 && others > 0) {
        problem(start(), end(), "a t-string and another string cannot be joined");
      }
      close(new Expr.JoinedString(id(), start(), end(), templates > 0, parts));
    } else {
      joinPlain(parts);
    }
  }

  private void joinPlain(List<Expr> parts) {
    giveBackIds(parts.size());
    StringBuilder value = new StringBuilder();
    boolean isBytes = false;
    for (Expr part : parts) {
      Expr.StringLiteral literal = (Expr.StringLiteral) part;
      value.append(literal.value());
      isBytes |= literal.isBytes();
    }
    close(new Expr.StringLiteral(id(), start(), end(), isBytes, value.toString()));
  }

  private void checkBytes(List<Expr> parts, boolean hasFields) {
    int bytes = 0;
    for (Expr part : parts) {
      bytes += part instanceof Expr.StringLiteral literal && literal.isBytes() ? 1 : 0;
    }
    if (bytes > 0 && (hasFields || bytes < parts.size())) {
      problem(start(), end(), "bytes and text cannot be joined");
    }
  }
}
