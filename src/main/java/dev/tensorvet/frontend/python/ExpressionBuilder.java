package dev.tensorvet.frontend.python;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.TokenStream;

/** Makes the nodes of expressions, and checks what the grammar takes too freely. */
abstract class ExpressionBuilder extends LiteralBuilder {

  /** What {@code with (a as b, c):} holds: items, and not an expression. */
  record WithItems(List<Node.WithItem> items) {}

  ExpressionBuilder(TokenStream input) {
    super(input);
  }

  // --- brackets

  /** {@code a, b}, or what stands alone. */
  final void tuple(long at) {
    open(at);
    if (remaining() > 1 || lastType() == PythonParser.COMMA) {
      close(new Expr.Tuple(id(), start(), end(), takeAll(Expr.class)));
    }
  }

  final void parens(long at) {
    open(at);
    boolean hasComma = tokens.type(index() - 2) == PythonParser.COMMA;
    if (lastIsComprehension()) {
      Expr element = takeElement();
      close(
          new Expr.GeneratorExp(id(), start(), end(), element, takeAll(Node.Comprehension.class)));
    } else if (isAllOfWith(token(at)) && areWithItems(hasComma)) {
      close(new WithItems(takeWithItems()));
    } else if (remaining() == 1 && !hasComma) {
      wrap();
    } else {
      close(new Expr.Tuple(id(), start(), end(), takeExpressions()));
    }
  }

  /** Parentheses leave no node; the value's text is wider by them. */
  private void wrap() {
    Expr value = takeExpressions().getFirst();
    if (value instanceof Expr.Starred) {
      problem(value.span(), "a starred expression cannot stand alone in parentheses");
    }
    widen();
  }

  private boolean lastIsComprehension() {
    return remaining() > 0 && valueAt(count() - 1) instanceof Node.Comprehension;
  }

  /** Takes the element of a comprehension. */
  private Expr takeElement() {
    Expr element = take(Expr.class);
    if (element instanceof Expr.Starred) {
      problem(element.span(), "a comprehension cannot unpack its element");
    }
    return element;
  }

  /** Takes the expressions that are left; there must be nothing else. */
  private List<Expr> takeExpressions() {
    List<Expr> all = takeAll(Expr.class);
    if (hasMore()) {
      throw unreadable("`as` cannot stand here");
    }
    return all;
  }

  /** Whether the parentheses that began at a token are all that a with statement opens. */
  private boolean isAllOfWith(int opener) {
    return nextType() == PythonParser.COLON
        && opener > 0
        && tokens.type(opener - 1) == PythonParser.WITH;
  }

  /** Whether the values are a with statement's items: not so when a tuple alone could hold them. */
  private boolean areWithItems(boolean hasComma) {
    boolean areItems = hasComma || remaining() > 1 || nextIs(Node.WithItem.class);
    for (int i = count() - remaining(); i < count(); i++) {
      areItems &= !(valueAt(i) instanceof Expr.Starred || valueAt(i) instanceof Expr.NamedExpr);
    }
    return areItems && hasMore();
  }

  private List<Node.WithItem> takeWithItems() {
    List<Node.WithItem> items = new ArrayList<>();
    while (hasMore()) {
      int from = nextStart();
      int to = nextEnd();
      items.add(
          nextIs(Node.WithItem.class)
              ? take(Node.WithItem.class)
              : new Node.WithItem(id(), from, to, take(Expr.class), Optional.empty()));
    }
    return List.copyOf(items);
  }

  /** {@code context as target} in parentheses. */
  final void asTarget(long at) {
    open(at);
    Expr context = take(Expr.class);
    Expr target = take(Expr.class);
    checkTarget(target);
    close(new Node.WithItem(id(), start(), end(), context, Optional.of(target)));
  }

  final void brackets(long at) {
    open(at);
    if (lastIsComprehension()) {
      Expr element = takeElement();
      close(new Expr.ListComp(id(), start(), end(), element, takeAll(Node.Comprehension.class)));
    } else {
      close(new Expr.ListExpr(id(), start(), end(), takeAll(Expr.class)));
    }
  }

  final void braces(long at) {
    open(at);
    boolean isDict = !hasMore() || nextIs(Node.DictItem.class);
    if (lastIsComprehension()) {
      if (isDict) {
        dictComprehension();
      } else {
        Expr element = takeElement();
        close(new Expr.SetComp(id(), start(), end(), element, takeAll(Node.Comprehension.class)));
      }
    } else if (isDict) {
      close(new Expr.Dict(id(), start(), end(), takeAllInBraces(Node.DictItem.class)));
    } else {
      close(new Expr.Set(id(), start(), end(), takeAllInBraces(Expr.class)));
    }
  }

  private void dictComprehension() {
    Node.DictItem item = take(Node.DictItem.class);
    if (item.key().isEmpty()) {
      problem(item.span(), "a comprehension cannot unpack its element");
    }
    Expr key = item.key().orElse(item.value());
    List<Node.Comprehension> loops = takeAll(Node.Comprehension.class);
    close(new Expr.DictComp(id(), start(), end(), key, item.value(), loops));
  }

  private <T> List<T> takeAllInBraces(Class<T> type) {
    List<T> all = takeAll(type);
    if (hasMore()) {
      throw unreadable("a dict and a set cannot be mixed");
    }
    return all;
  }

  final void dictItem(long at) {
    open(at);
    checkNoWalrus("as a key");
    Expr key = take(Expr.class);
    close(new Node.DictItem(id(), start(), end(), Optional.of(key), take(Expr.class)));
  }

  final void dictSpread(long at) {
    open(at);
    close(new Node.DictItem(id(), start(), end(), Optional.empty(), take(Expr.class)));
  }

  final void comprehension(long at) {
    open(at);
    boolean isAsync = takeMarker(Marker.ASYNC);
    Expr target = take(Expr.class);
    checkTarget(target);
    Expr iterable = take(Expr.class);
    List<Expr> conditions = takeAll(Expr.class);
    close(new Node.Comprehension(id(), start(), end(), target, iterable, conditions, isAsync));
  }

  // --- primaries

  final void attribute(long at) {
    open(at);
    int token = index() - 1;
    Expr value = take(Expr.class);
    close(new Expr.Attribute(id(), start(), end(), value, nameOf(token), startOf(token)));
  }

  final void subscript(long at) {
    open(at);
    Expr value = take(Expr.class);
    close(new Expr.Subscript(id(), start(), end(), value, take(Expr.class)));
  }

  final void subscripts(long at) {
    open(at);
    boolean isLoneStar = valueAt(count() - 1) instanceof Expr.Starred;
    if (remaining() > 1 || isLoneStar || lastType() == PythonParser.COMMA) {
      close(new Expr.Tuple(id(), start(), end(), takeAll(Expr.class)));
    }
  }

  final void slice(long at) {
    open(at);
    checkNoWalrus("in a slice");
    Optional<Expr> lower = takeIf(Expr.class);
    Optional<Expr> upper = takeMarker(Marker.COLON) ? takeIf(Expr.class) : Optional.empty();
    Optional<Expr> step = takeMarker(Marker.COLON) ? takeIf(Expr.class) : Optional.empty();
    close(new Expr.Slice(id(), start(), end(), lower, upper, step));
  }

  private void checkNoWalrus(String where) {
    if (peek() instanceof Expr.NamedExpr named && !nextIsWrapped(named.start())) {
      problem(named.span(), "`:=` needs parentheses " + where);
    }
  }

  final void awaitOnce() {
    if (nextType() == PythonParser.AWAIT) {
      throw unreadable("`await` cannot follow `await`");
    }
  }

  final void await(long at) {
    open(at);
    close(new Expr.Await(id(), start(), end(), take(Expr.class)));
  }

  // --- calls

  /** What stands in the parentheses of a call or of a class. */
  record Arguments(List<Expr> positional, List<Node.Keyword> keywords) {}

  final void call(long at) {
    open(at);
    Expr callee = take(Expr.class);
    Arguments arguments = takeArguments();
    close(
        new Expr.Call(id(), start(), end(), callee, arguments.positional(), arguments.keywords()));
  }

  final Arguments takeArguments() {
    List<Expr> positional = takeAll(Expr.class);
    List<Node.Keyword> keywords = takeAll(Node.Keyword.class);
    return nextIs(Expr.class)
        ? takeMixedArguments(positional, keywords)
        : new Arguments(positional, keywords);
  }

  /** Takes the rest of arguments some of which follow a keyword, as only starred ones may. */
  private Arguments takeMixedArguments(List<Expr> positional, List<Node.Keyword> keywords) {
    List<Expr> arguments = new ArrayList<>(positional);
    List<Node.Keyword> named = new ArrayList<>(keywords);
    boolean afterSpread = keywords.stream().anyMatch(keyword -> keyword.name().isEmpty());
    while (nextIs(Expr.class) || nextIs(Node.Keyword.class)) {
      if (nextIs(Node.Keyword.class)) {
        named.add(take(Node.Keyword.class));
        afterSpread |= named.getLast().name().isEmpty();
        continue;
      }
      Expr argument = take(Expr.class);
      boolean fits =
          argument instanceof Expr.Broken || (argument instanceof Expr.Starred && !afterSpread);
      if (!fits) {
        problem(argument.span(), "a positional argument cannot follow a keyword argument");
      }
      arguments.add(argument);
    }
    return new Arguments(List.copyOf(arguments), List.copyOf(named));
  }

  /** A generator without parentheses of its own must be the only argument of a call. */
  final void generatorArgument(long at) {
    open(at);
    int first = token(at);
    boolean isLone =
        nextType() == PythonParser.RPAR
            && tokens.type(first - 1) == PythonParser.LPAR
            && (first < 3 || tokens.type(first - 3) != PythonParser.CLASS);
    if (!isLone) {
      problem(start(), end(), "a generator needs parentheses here");
    }
    Expr element = take(Expr.class);
    close(new Expr.GeneratorExp(id(), start(), end(), element, takeAll(Node.Comprehension.class)));
  }

  final void keyword(long at) {
    open(at);
    boolean isPlain = peek() instanceof Expr.Name name && !nextIsWrapped(name.start());
    if (!isPlain) {
      throw unreadable("a keyword argument needs a plain name before `=`");
    }
    Expr.Name name = take(Expr.Name.class);
    Expr value = take(Expr.class);
    close(new Node.Keyword(id(), start(), end(), Optional.of(name.name()), value));
  }

  final void spread(long at) {
    open(at);
    close(new Node.Keyword(id(), start(), end(), Optional.empty(), take(Expr.class)));
  }

  // --- the rest

  /** {@code *value} as an argument. */
  final void starred(long at) {
    open(at);
    close(new Expr.Starred(id(), start(), end(), take(Expr.class)));
  }

  /**
   * {@code *value} in a list, where {@code and}, {@code or}, {@code not} and comparisons cannot be.
   */
  final void unpacked(long at) {
    open(at);
    boolean isLoose =
        switch (peek()) {
          case Expr.BoolOp op -> !nextIsWrapped(op.start());
          case Expr.Compare op -> !nextIsWrapped(op.start());
          case Expr.UnaryOp op ->
              op.operator() == Expr.UnaryOperator.NOT && !nextIsWrapped(op.start());
          default -> false;
        };
    if (isLoose) {
      problem(start(), end(), "what is unpacked needs parentheses");
    }
    close(new Expr.Starred(id(), start(), end(), take(Expr.class)));
  }

  final void named(long at) {
    open(at);
    boolean isPlain = peek() instanceof Expr.Name name && !nextIsWrapped(name.start());
    if (!isPlain) {
      throw unreadable("only a plain name can be assigned by `:=`");
    }
    Expr.Name target = take(Expr.Name.class);
    close(new Expr.NamedExpr(id(), start(), end(), target, take(Expr.class)));
  }

  final void conditional(long at) {
    open(at);
    Expr body = take(Expr.class);
    Expr test = take(Expr.class);
    close(new Expr.IfExp(id(), start(), end(), test, body, take(Expr.class)));
  }

  final void lambda(long at) {
    open(at);
    Node.Parameters parameters = take(Node.Parameters.class);
    close(new Expr.Lambda(id(), start(), end(), parameters, take(Expr.class)));
  }

  final void yieldValue(long at) {
    open(at);
    close(new Expr.Yield(id(), start(), end(), takeIf(Expr.class)));
  }

  final void yieldFrom(long at) {
    open(at);
    close(new Expr.YieldFrom(id(), start(), end(), take(Expr.class)));
  }

  /** Says so when an expression cannot be assigned to. */
  final void checkTarget(Expr target) {
    Targets.unfit(target).ifPresent(part -> sayUnfit(part, "assign to"));
  }

  final void sayUnfit(Expr part, String verb) {
    problem(part.span(), "cannot " + verb + " " + Targets.describe(part));
  }
}
