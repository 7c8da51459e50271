package dev.tensorvet.frontend.python;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.TokenStream;

/** Makes the nodes of patterns. A rule of the grammar leaves its pattern in {@link #pattern}. */
abstract class PatternBuilder extends ExpressionBuilder {

  /** {@code name=pattern} of a class pattern. */
  private record KeywordPattern(String name, Pattern pattern) {}

  /** {@code key: pattern} of a mapping pattern. */
  private record MappingItem(Expr key, Pattern pattern) {}

  Pattern pattern = new Pattern.Capture(0, 0, 0, Optional.empty(), Optional.empty());

  PatternBuilder(TokenStream input) {
    super(input);
  }

  final void openSequence(int from, List<Pattern> all, boolean isSequence) {
    boolean isLoneStar = all.size() == 1 && all.getFirst() instanceof Pattern.Star;
    pattern =
        isSequence || isLoneStar
            ? new Pattern.Sequence(id(), startOf(from), endOfLast(), fixed(all))
            : all.getFirst();
  }

  final void starPattern(int from, int name) {
    String text = name(name);
    Optional<String> captured = text.equals("_") ? Optional.empty() : Optional.of(text);
    pattern = new Pattern.Star(id(), startOf(from), endOfLast(), captured);
  }

  final void orPattern(int from, List<Pattern> options) {
    pattern =
        options.size() == 1
            ? options.getFirst()
            : new Pattern.Or(id(), startOf(from), endOfLast(), fixed(options));
  }

  final void asPattern(int from, int name) {
    pattern =
        new Pattern.Capture(
            id(), startOf(from), endOfLast(), Optional.of(pattern), Optional.of(name(name)));
  }

  final void numberPattern(int from) {
    // The few tokens of a signed or complex number, as one literal: nothing asks for its parts.
    int start = startOf(from);
    int end = endOfLast();
    Expr number =
        new Expr.NumberLiteral(
            id(), start, end, Expr.NumberKind.INTEGER, source.substring(start, end));
    pattern = new Pattern.Value(id(), start, end, number);
  }

  final void valuePattern(int from) {
    pattern = new Pattern.Value(id(), startOf(from), endOfLast(), expr);
  }

  final void constantPattern(int from) {
    switch (tokens.type(from)) {
      case PythonParser.NONE -> noneAtom();
      case PythonParser.TRUE -> booleanAtom(true);
      default -> booleanAtom(false);
    }
    valuePattern(from);
  }

  private Expr dottedName(int from, int last) {
    Expr value = new Expr.Name(id(), startOf(from), tokens.end(from), name(from));
    for (int token = from + 2; token < last; token += 2) {
      value =
          new Expr.Attribute(
              id(), startOf(from), tokens.end(token), value, name(token), tokens.start(token));
    }
    return value;
  }

  final void namePattern(int from, int last) {
    int start = startOf(from);
    int end = tokens.end(last - 1);
    if (last - from > 1) {
      pattern = new Pattern.Value(id(), start, end, dottedName(from, last));
      return;
    }
    String name = name(from);
    Optional<String> captured = name.equals("_") ? Optional.empty() : Optional.of(name);
    pattern = new Pattern.Capture(id(), start, end, Optional.empty(), captured);
  }

  final void classPattern(int from, int last, List<Object> arguments) {
    Expr type = dottedName(from, last);
    List<Pattern> positional = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Pattern> keywords = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof KeywordPattern keyword) {
        names.add(keyword.name());
        keywords.add(keyword.pattern());
      } else {
        Pattern each = (Pattern) argument;
        if (!names.isEmpty()) {
          problem(each.start(), each.end(), "a positional pattern follows a keyword pattern");
        }
        positional.add(each);
      }
    }
    pattern =
        new Pattern.ClassPattern(
            id(),
            startOf(from),
            endOfLast(),
            type,
            fixed(positional),
            fixed(names),
            fixed(keywords));
  }

  final void addKeywordPattern(List<Object> to, int from, Pattern value) {
    if (typeAt(from) == PythonParser.NAME && typeAt(from + 1) == PythonParser.EQUAL) {
      to.add(new KeywordPattern(name(from), value));
    } else {
      problem(startOf(from), endOfLast(), "a keyword pattern needs a plain name before `=`");
    }
  }

  final void groupPattern(int from, List<Pattern> list, boolean isSequence) {
    boolean isLoneStar = list.size() == 1 && list.getFirst() instanceof Pattern.Star;
    pattern =
        isSequence || list.isEmpty() || isLoneStar
            ? new Pattern.Sequence(id(), startOf(from), endOfLast(), fixed(list))
            : list.getFirst();
  }

  final void addMappingItem(List<Object> to, Pattern key, Pattern value) {
    if (key instanceof Pattern.Value plain) {
      to.add(new MappingItem(plain.value(), value));
    } else {
      problem(key.start(), key.end(), "a key of a mapping pattern is a literal or a dotted name");
    }
  }

  final void mappingPattern(int from, List<Object> items) {
    List<Expr> keys = new ArrayList<>();
    List<Pattern> patterns = new ArrayList<>();
    Optional<String> rest = Optional.empty();
    for (Object item : items) {
      if (item instanceof MappingItem each) {
        keys.add(each.key());
        patterns.add(each.pattern());
      } else if (item instanceof String name) {
        rest = Optional.of(name);
      }
    }
    pattern =
        new Pattern.Mapping(
            id(), startOf(from), endOfLast(), fixed(keys), fixed(patterns), rest);
  }
}
