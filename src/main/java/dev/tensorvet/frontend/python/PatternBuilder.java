package dev.tensorvet.frontend.python;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.TokenStream;

/** Makes the nodes of patterns. */
abstract class PatternBuilder extends ExpressionBuilder {

  /** {@code name=pattern} of a class pattern. */
  private record KeywordPattern(String name, Pattern pattern) {}

  /** {@code key: pattern} of a mapping pattern. */
  private record MappingItem(Expr key, Pattern pattern) {}

  PatternBuilder(TokenStream input) {
    super(input);
  }

  private static Optional<String> captured(String name) {
    return name.equals("_") ? Optional.empty() : Optional.of(name);
  }

  /** The patterns of a case, which are a sequence without brackets when there is a comma. */
  final void openSequence(long at) {
    open(at);
    if (remaining() > 1 || nextIs(Pattern.Star.class) || lastType() == PythonParser.COMMA) {
      sequence();
    }
  }

  final void groupPattern(long at) {
    open(at);
    boolean hasComma = tokens.type(index() - 2) == PythonParser.COMMA;
    if (remaining() != 1 || hasComma) {
      sequence();
    } else if (nextIs(Pattern.Star.class)) {
      throw unreadable("a starred pattern needs a comma after it");
    } else {
      widen();
    }
  }

  final void sequencePattern(long at) {
    open(at);
    sequence();
  }

  private void sequence() {
    List<Pattern> elements = takeAll(Pattern.class);
    if (elements.stream().filter(element -> element instanceof Pattern.Star).count() > 1) {
      problem(start(), end(), "a sequence pattern can have one star");
    }
    close(new Pattern.Sequence(id(), start(), end(), elements));
  }

  final void starPattern(long at) {
    open(at);
    close(new Pattern.Star(id(), start(), end(), captured(nameOf(index() - 1))));
  }

  final void orPattern(long at) {
    open(at);
    if (remaining() > 1) {
      close(new Pattern.Or(id(), start(), end(), takeAll(Pattern.class)));
    }
  }

  final void asPattern(long at) {
    open(at);
    Optional<String> name = captured(nameOf(index() - 1));
    if (name.isEmpty()) {
      throw unreadable("a pattern cannot be named `_`");
    }
    close(new Pattern.Capture(id(), start(), end(), Optional.of(take(Pattern.class)), name));
  }

  // --- values

  final void valuePattern(long at) {
    open(at);
    Expr value = take(Expr.class);
    if (value instanceof Expr.JoinedString) {
      throw unreadable("a pattern cannot be an f-string");
    }
    close(new Pattern.Value(id(), start(), end(), value));
  }

  /** A number, which may have a sign, and an imaginary part after it. */
  final void numberPattern(long at) {
    int token = token(at);
    Expr value = signedNumber(token);
    token += tokens.type(token) == PythonParser.MINUS ? 2 : 1;
    if (token < index()) {
      Expr.BinaryOperator operator =
          tokens.type(token) == PythonParser.PLUS
              ? Expr.BinaryOperator.ADD
              : Expr.BinaryOperator.SUB;
      Expr.NumberLiteral imaginary = number(token + 1);
      if (imaginary.kind() != Expr.NumberKind.IMAGINARY || isImaginary(value)) {
        throw unreadable("only a real and an imaginary number can be added in a pattern");
      }
      value = new Expr.BinOp(id(), value.start(), imaginary.end(), value, operator, imaginary);
    }
    open(at);
    close(new Pattern.Value(id(), start(), end(), value));
  }

  private static boolean isImaginary(Expr value) {
    return switch (value) {
      case Expr.NumberLiteral number -> number.kind() == Expr.NumberKind.IMAGINARY;
      case Expr.UnaryOp negative -> isImaginary(negative.operand());
      default -> false;
    };
  }

  private Expr signedNumber(int token) {
    if (tokens.type(token) != PythonParser.MINUS) {
      return number(token);
    }
    Expr number = number(token + 1);
    return new Expr.UnaryOp(id(), startOf(token), number.end(), Expr.UnaryOperator.MINUS, number);
  }

  /** A dotted name is a value, a plain one catches the subject; a class's arguments may follow. */
  final void dottedPattern(long at) {
    open(at);
    int first = token(at);
    boolean isPlain = index() == first + 1;
    if (isPlain && nextType() != PythonParser.LPAR) {
      Optional<String> name = captured(nameOf(first));
      close(new Pattern.Capture(id(), start(), end(), Optional.empty(), name));
      return;
    }
    Expr value = new Expr.Name(id(), start(), tokens.end(first), nameOf(first));
    for (int token = first + 2; token < index(); token += 2) {
      value =
          new Expr.Attribute(
              id(), start(), tokens.end(token), value, nameOf(token), startOf(token));
    }
    if (nextType() == PythonParser.LPAR) {
      close(value);
    } else {
      close(new Pattern.Value(id(), start(), end(), value));
    }
  }

  // --- classes and mappings

  final void classPattern(long at) {
    open(at);
    Expr type = take(Expr.class);
    List<Pattern> positional = takeAll(Pattern.class);
    List<String> names = new ArrayList<>();
    List<Pattern> patterns = new ArrayList<>();
    for (KeywordPattern keyword : takeAll(KeywordPattern.class)) {
      names.add(keyword.name());
      patterns.add(keyword.pattern());
    }
    if (hasMore()) {
      throw unreadable("a positional pattern cannot follow a keyword pattern");
    }
    close(
        new Pattern.ClassPattern(
            id(), start(), end(), type, positional, List.copyOf(names), List.copyOf(patterns)));
  }

  final void keywordPattern(long at) {
    open(at);
    boolean isPlain =
        tokens.type(token(at)) == PythonParser.NAME
            && tokens.type(token(at) + 1) == PythonParser.EQUAL;
    if (!isPlain) {
      throw unreadable("a keyword pattern needs a plain name before `=`");
    }
    take(Pattern.class);
    close(new KeywordPattern(nameOf(token(at)), take(Pattern.class)));
  }

  final void mappingItem(long at) {
    open(at);
    if (take(Pattern.class) instanceof Pattern.Value key && !isWrappedKey(at)) {
      close(new MappingItem(key.value(), take(Pattern.class)));
    } else {
      throw unreadable("a key of a mapping pattern is a literal or a dotted name");
    }
  }

  private boolean isWrappedKey(long at) {
    return tokens.type(token(at)) == PythonParser.LPAR;
  }

  final void mappingPattern(long at) {
    open(at);
    List<Expr> keys = new ArrayList<>();
    List<Pattern> patterns = new ArrayList<>();
    for (MappingItem item : takeAll(MappingItem.class)) {
      keys.add(item.key());
      patterns.add(item.pattern());
    }
    Optional<String> rest = takeIf(String.class);
    if (hasMore()) {
      throw unreadable("`**` must be the last of a mapping pattern");
    }
    if (rest.isPresent() && captured(rest.get()).isEmpty()) {
      throw unreadable("a name must follow `**`, and not `_`");
    }
    close(
        new Pattern.Mapping(id(), start(), end(), List.copyOf(keys), List.copyOf(patterns), rest));
  }
}
