package dev.tensorvet.frontend.python;

import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Expr.BinaryOperator;
import dev.tensorvet.syntax.Expr.BoolOperator;
import dev.tensorvet.syntax.Expr.CompareOperator;
import dev.tensorvet.syntax.Expr.UnaryOperator;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.ParseProblem;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.TokenStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the nodes of expressions. A rule of the grammar leaves its expression in {@link #expr}, and
 * where its text began, parentheses included, in {@link #exprStart}.
 *
 * <p>Operators wait on a stack of ints, their kinds as ordinals, so that reading one makes no object.
 */
@SuppressWarnings("EnumOrdinal")
abstract class ExpressionBuilder extends TokenDriver {

  /** Deeper expressions than this are a mistake, or made by a machine. */
  private static final int DEEPEST = 400;

  private static final int MOST_PROBLEMS = 100;

  final String source;
  private final Names names;
  private final List<ParseProblem> problems = new ArrayList<>();
  private int ids;

  /** The expression that the last rule read. */
  Expr expr;

  /** Where its text begins and ends, parentheses included. */
  int exprStart;

  int exprEnd;

  /** How many pairs of parentheses stand around it and nothing else: 0 or 1. */
  int parenthesised;

  /** How deep the parser is in nested expressions and patterns. */
  int depth;

  /** Targets of "as" inside parentheses, by the id of what they name: those of a with statement. */
  private final Map<Integer, Expr> asTargets = new HashMap<>();

  // The operands and operators of the flat lists that are being read, one inside the other.
  private Expr[] operands = new Expr[64];
  private int[] operandStarts = new int[64];
  private int[] operandEnds = new int[64];

  /** Whether an operand is a chain that another operator of its kind extends. */
  private boolean[] operandIsChain = new boolean[64];

  private int operandCount;
  private int[] operators = new int[64];
  private int[] operatorTokens = new int[64];
  private int operatorCount;

  ExpressionBuilder(TokenStream input) {
    super(input);
    this.source = stream().source();
    this.names = new Names(stream().text(), source);
    this.expr = new Expr.NoneLiteral(0, 0, 0);
  }

  // --- shared small things

  final int id() {
    return ids++;
  }

  final int startOf(int token) {
    return tokens.start(Math.min(token, tokens.count() - 1));
  }

  /** Where the last token that was read ends. */
  final int endOfLast() {
    return index() == 0 ? 0 : tokens.end(index() - 1);
  }

  final String name(int token) {
    return names.get(tokens.start(token), tokens.end(token));
  }

  final String textOf(int token) {
    return source.substring(tokens.start(token), tokens.end(token));
  }

  final void problem(int start, int end, String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new ParseProblem(new Span(start, Math.max(start, end)), message));
    }
  }

  final List<ParseProblem> problems() {
    return problems;
  }

  final void deeper() {
    if (++depth > DEEPEST) {
      throw new TooDeep(this);
    }
  }

  final void shallower() {
    depth--;
  }

  /** Nesting beyond what the parser's stack can hold. */
  static final class TooDeep extends InputMismatchException {
    private static final long serialVersionUID = 1;

    TooDeep(ExpressionBuilder parser) {
      super(parser);
    }
  }

  final void forgetExpressions(int level) {
    operandCount = 0;
    operatorCount = 0;
    depth = level;
    asTargets.clear();
  }

  private void set(Expr value, int start, int end) {
    expr = value;
    exprStart = start;
    exprEnd = end;
    parenthesised = 0;
  }

  private void set(Expr value) {
    set(value, value.start(), value.end());
  }

  final List<Expr> more(@Nullable List<Expr> all, Expr first) {
    if (all != null) {
      if (typeAt(index() - 2) == PythonParser.COMMA) {
        throw new InputMismatchException(this);
      }
      return all;
    }
    List<Expr> made = new ArrayList<>();
    made.add(first);
    return made;
  }

  final <T> List<T> fixed(List<T> list) {
    return List.copyOf(list);
  }

  // --- atoms

  final void nameAtom() {
    int token = index() - 1;
    set(new Expr.Name(id(), tokens.start(token), tokens.end(token), name(token)));
  }

  final void numberAtom() {
    int token = index() - 1;
    int start = tokens.start(token);
    int end = tokens.end(token);
    String text = source.substring(start, end);
    boolean isHex = text.length() > 1 && (text.charAt(1) == 'x' || text.charAt(1) == 'X');
    char last = text.charAt(text.length() - 1);
    Expr.NumberKind kind = Expr.NumberKind.INTEGER;
    if (!isHex && (last == 'j' || last == 'J')) {
      kind = Expr.NumberKind.IMAGINARY;
    } else if (!isHex
        && (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0)) {
      kind = Expr.NumberKind.FLOAT;
    }
    set(new Expr.NumberLiteral(id(), start, end, kind, text));
  }

  final void booleanAtom(boolean value) {
    int token = index() - 1;
    set(new Expr.BooleanLiteral(id(), tokens.start(token), tokens.end(token), value));
  }

  final void noneAtom() {
    int token = index() - 1;
    set(new Expr.NoneLiteral(id(), tokens.start(token), tokens.end(token)));
  }

  final void ellipsisAtom() {
    int token = index() - 1;
    set(new Expr.EllipsisLiteral(id(), tokens.start(token), tokens.end(token)));
  }

  // --- strings

  final void addString(List<Object> parts) {
    int token = index() - 1;
    int start = tokens.start(token);
    int end = tokens.end(token);
    boolean isBytes = Literals.isBytes(source, start);
    parts.add(
        new Expr.StringLiteral(id(), start, end, isBytes, Literals.string(source, start, end)));
  }

  final void addMiddle(List<Expr> to) {
    int token = index() - 1;
    int start = tokens.start(token);
    int end = tokens.end(token);
    boolean isRaw = false;
    for (int i = token; i >= 0; i--) {
      if (tokens.type(i) == PythonParser.FSTRING_START) {
        isRaw = textOf(i).toLowerCase(java.util.Locale.ROOT).indexOf('r') >= 0;
        break;
      }
    }
    String value = Literals.text(source, start, end, isRaw, false);
    value = value.replace("{{", "{").replace("}}", "}");
    to.add(new Expr.StringLiteral(id(), start, end, false, value));
  }

  final void addInterpolation(
      List<Expr> to,
      int from,
      Expr value,
      int conversion,
      @Nullable List<Expr> format,
      int formatFrom) {
    Optional<Expr.JoinedString> spec = Optional.empty();
    if (format != null) {
      int start = startOf(formatFrom);
      int end = Math.max(start, tokens.start(index() - 1));
      spec = Optional.of(new Expr.JoinedString(id(), start, end, false, fixed(format)));
    }
    Optional<String> letter =
        conversion < 0 ? Optional.empty() : Optional.of(textOf(conversion).substring(1));
    to.add(
        new Expr.Interpolation(id(), startOf(from), endOfLast(), value, letter, spec));
  }

  final void addJoined(List<Object> to, int from, List<Expr> parts) {
    boolean isTemplate =
        textOf(from).toLowerCase(java.util.Locale.ROOT).substring(0, 2).indexOf('t') >= 0;
    to.add(
        new Expr.JoinedString(id(), startOf(from), endOfLast(), isTemplate, fixed(parts)));
  }

  final void endStrings(int from, List<Object> parts) {
    if (parts.size() == 1) {
      set((Expr) parts.getFirst());
      return;
    }
    int start = startOf(from);
    int end = endOfLast();
    boolean allPlain = parts.stream().allMatch(p -> p instanceof Expr.StringLiteral);
    boolean anyBytes = parts.stream().anyMatch(p -> p instanceof Expr.StringLiteral s && s.isBytes());
    boolean allBytes = parts.stream().allMatch(p -> p instanceof Expr.StringLiteral s && s.isBytes());
    if (anyBytes && !allBytes) {
      problem(start, end, "bytes and text cannot be joined in one literal");
    }
    if (allPlain) {
      StringBuilder value = new StringBuilder();
      parts.forEach(p -> value.append(((Expr.StringLiteral) p).value()));
      set(new Expr.StringLiteral(id(), start, end, anyBytes, value.toString()));
      return;
    }
    List<Expr> all = new ArrayList<>();
    boolean isTemplate = false;
    for (Object part : parts) {
      if (part instanceof Expr.JoinedString joined) {
        all.addAll(joined.parts());
        isTemplate |= joined.isTemplate();
      } else {
        all.add((Expr) part);
      }
    }
    set(new Expr.JoinedString(id(), start, end, isTemplate, fixed(all)));
  }

  // --- brackets

  final void emptyTuple(int from) {
    set(new Expr.Tuple(id(), startOf(from), endOfLast(), List.of()));
  }

  final void parenthesise(int from) {
    exprStart = startOf(from);
    exprEnd = endOfLast();
    parenthesised = 1;
  }

  final void endParens(int from, Expr first, @Nullable List<Expr> all) {
    int start = startOf(from);
    int end = endOfLast();
    if (all != null) {
      checkCommas(from);
      set(new Expr.Tuple(id(), start, end, fixed(all)));
      parenthesised = 1;
      return;
    }
    if (first instanceof Expr.Starred) {
      problem(first.start(), first.end(), "a starred expression cannot stand alone here");
    }
    set(first, start, end);
    parenthesised = 1;
  }

  private void checkCommas(int from) {
    if (typeAt(from + 1) == PythonParser.COMMA) {
      throw new InputMismatchException(this);
    }
  }

  final void generator(int from, Expr element, List<Node.Comprehension> loops) {
    set(new Expr.GeneratorExp(id(), startOf(from), endOfLast(), element, fixed(loops)));
    parenthesised = 1;
  }

  final void emptyList(int from) {
    set(new Expr.ListExpr(id(), startOf(from), endOfLast(), List.of()));
  }

  final void list(int from, Expr first, @Nullable List<Expr> all) {
    List<Expr> elements = all == null ? List.of(first) : fixed(all);
    set(new Expr.ListExpr(id(), startOf(from), endOfLast(), elements));
  }

  final void listComp(int from, Expr element, List<Node.Comprehension> loops) {
    set(new Expr.ListComp(id(), startOf(from), endOfLast(), element, fixed(loops)));
  }

  final void addDictSpread(List<Object> to, int from, Expr value) {
    to.add(new Node.DictItem(id(), startOf(from), exprEnd, Optional.empty(), value));
  }

  final void addDictItem(List<Object> to, int from, Expr key, Expr value) {
    to.add(new Node.DictItem(id(), startOf(from), exprEnd, Optional.of(key), value));
  }

  final void dictOrSet(int from, List<Object> items) {
    int start = startOf(from);
    int end = endOfLast();
    if (items.isEmpty() || items.stream().allMatch(i -> i instanceof Node.DictItem)) {
      List<Node.DictItem> all = new ArrayList<>();
      items.forEach(i -> all.add((Node.DictItem) i));
      set(new Expr.Dict(id(), start, end, fixed(all)));
      return;
    }
    List<Expr> elements = new ArrayList<>();
    for (Object item : items) {
      if (item instanceof Expr element) {
        elements.add(element);
      } else {
        Node.DictItem stray = (Node.DictItem) item;
        problem(stray.start(), stray.end(), "a set and a dict cannot be mixed");
        elements.add(stray.value());
      }
    }
    set(new Expr.Set(id(), start, end, fixed(elements)));
  }

  final void dictOrSetComp(int from, List<Object> items, List<Node.Comprehension> loops) {
    int start = startOf(from);
    int end = endOfLast();
    if (items.getFirst() instanceof Node.DictItem item) {
      Expr key = item.key().orElse(item.value());
      if (item.key().isEmpty()) {
        problem(item.start(), item.end(), "a dict cannot be unpacked in a comprehension");
      }
      set(new Expr.DictComp(id(), start, end, key, item.value(), fixed(loops)));
    } else {
      set(new Expr.SetComp(id(), start, end, (Expr) items.getFirst(), fixed(loops)));
    }
  }

  final void addComprehension(
      List<Node.Comprehension> to,
      int from,
      boolean isAsync,
      Expr target,
      Expr iterable,
      List<Expr> conditions) {
    checkTarget(target, "assign to");
    to.add(
        new Node.Comprehension(
            id(), startOf(from), endOfLast(), target, iterable, fixed(conditions), isAsync));
  }

  // --- primaries

  final Expr attribute(int from, Expr value) {
    int token = index() - 1;
    return new Expr.Attribute(
        id(), startOf(from), tokens.end(token), value, name(token), tokens.start(token));
  }

  final Expr call(int from, Expr callee, List<Expr> arguments, List<Node.Keyword> keywords) {
    return new Expr.Call(
        id(), startOf(from), endOfLast(), callee, fixed(arguments), fixed(keywords));
  }

  final Expr subscript(int from, Expr value, Expr index) {
    return new Expr.Subscript(id(), startOf(from), endOfLast(), value, index);
  }

  final void primary(int await, int from, Expr value, int parens) {
    int end = endOfLast();
    if (await >= 0) {
      int start = tokens.start(await);
      set(new Expr.Await(id(), start, end, value), start, end);
    } else {
      set(value, startOf(from), end);
      parenthesised = parens;
    }
  }

  final void addArgument(List<Expr> to, List<Node.Keyword> keywords, Expr value) {
    if (!keywords.isEmpty()) {
      boolean afterSpread = keywords.stream().anyMatch(k -> k.name().isEmpty());
      boolean isStarred = value instanceof Expr.Starred;
      if (afterSpread) {
        problem(value.start(), value.end(), "a positional argument follows `**` unpacking");
      } else if (!isStarred) {
        problem(value.start(), value.end(), "a positional argument follows a keyword argument");
      }
    }
    to.add(value);
  }

  final void addKeyword(List<Node.Keyword> to, int from, Expr name, int parens, Expr value) {
    if (name instanceof Expr.Name plain && parens == 0) {
      to.add(
          new Node.Keyword(id(), startOf(from), exprEnd, Optional.of(plain.name()), value));
    } else {
      problem(name.start(), name.end(), "a keyword argument needs a plain name before `=`");
    }
  }

  final void addSpread(List<Node.Keyword> to, int from, Expr value) {
    to.add(new Node.Keyword(id(), startOf(from), exprEnd, Optional.empty(), value));
  }

  final void addGenerator(List<Expr> to, int from, Expr element, List<Node.Comprehension> loops) {
    to.add(
        new Expr.GeneratorExp(id(), startOf(from), endOfLast(), element, fixed(loops)));
    bareGenerators++;
  }

  private int bareGenerators;

  /** A generator without parentheses of its own must be the only argument. */
  final void checkGenerators(List<Expr> arguments, List<Node.Keyword> keywords) {
    if (bareGenerators > 0) {
      bareGenerators = 0;
      boolean isTrailing = typeAt(index() - 1) == PythonParser.COMMA;
      if (arguments.size() + keywords.size() > 1 || isTrailing) {
        for (Expr argument : arguments) {
          if (argument instanceof Expr.GeneratorExp generator
              && source.charAt(generator.start()) != '(') {
            problem(generator.start(), generator.end(), "this generator needs parentheses");
            return;
          }
        }
      }
    }
    if (typeAt(index() - 1) == PythonParser.COMMA && typeAt(index() - 2) == PythonParser.COMMA) {
      throw new InputMismatchException(this);
    }
  }

  final void endSubscripts(int from, Expr first, @Nullable List<Expr> all) {
    if (all != null) {
      set(new Expr.Tuple(id(), startOf(from), endOfLast(), fixed(all)));
    } else if (first instanceof Expr.Starred) {
      set(new Expr.Tuple(id(), startOf(from), endOfLast(), List.of(first)));
    } else {
      set(first);
    }
  }

  final void slice(
      int from, @Nullable Expr lower, @Nullable Expr upper, @Nullable Expr step) {
    set(
        new Expr.Slice(
            id(),
            startOf(from),
            endOfLast(),
            Optional.ofNullable(lower),
            Optional.ofNullable(upper),
            Optional.ofNullable(step)));
  }

  // --- lists, stars, assignments, lambdas

  final void endExprList(int from, Expr first, @Nullable List<Expr> all) {
    if (all == null) {
      return;
    }
    int start = startOf(from);
    set(new Expr.Tuple(id(), start, endOfLast(), fixed(all)));
  }

  final void yieldFrom(int from, Expr value) {
    set(new Expr.YieldFrom(id(), startOf(from), endOfLast(), value));
  }

  final void yieldValue(int from, @Nullable Expr value) {
    set(new Expr.Yield(id(), startOf(from), endOfLast(), Optional.ofNullable(value)));
  }

  final void starred(int from) {
    set(new Expr.Starred(id(), startOf(from), exprEnd, expr));
  }

  final void named(int from, Expr target, int parens) {
    if (target instanceof Expr.Name name && parens == 0) {
      set(new Expr.NamedExpr(id(), startOf(from), exprEnd, name, expr));
    } else {
      problem(target.start(), target.end(), "`:=` assigns to a plain name only");
    }
  }

  final void asTarget(Expr value) {
    Expr target = expr;
    checkTarget(target, "assign to");
    asTargets.put(value.id(), target);
    // The expression stays what stands before "as"; its text goes on to the end of the target.
    int end = exprEnd;
    set(value, value.start(), end);
  }

  /** Takes the target that "as" gave an expression, so that each is used once. */
  final Optional<Expr> takeAsTarget(Expr value) {
    return Optional.ofNullable(asTargets.remove(value.id()));
  }

  final boolean hasAsTargets() {
    return !asTargets.isEmpty();
  }

  final void lambda(int from, List<Node.Parameter> parameters, int open, int close, Expr body) {
    int start = startOf(from);
    int first = startOf(open);
    int last = parameters.isEmpty() ? first : tokens.end(close - 1);
    Node.Parameters all = parameters(parameters, first, last);
    set(new Expr.Lambda(id(), start, exprEnd, all, body), start, exprEnd);
  }

  final void ifExp(int start, Expr condition, Expr body) {
    int end = exprEnd;
    set(new Expr.IfExp(id(), start, end, condition, body, expr), start, end);
  }

  // --- parameters

  final void addParameter(
      List<Node.Parameter> to,
      int from,
      int nameToken,
      int stars,
      @Nullable Expr annotation,
      @Nullable Expr byDefault) {
    if (nameToken < 0 && stars == 1) {
      // A bare star: what follows can be given by keyword alone.
      to.add(
          new Node.Parameter(
              id(),
              startOf(from),
              endOfLast(),
              "",
              Node.ParameterKind.VAR_POSITIONAL,
              Optional.empty(),
              Optional.empty()));
      return;
    }
    Node.ParameterKind kind =
        stars == 2
            ? Node.ParameterKind.VAR_KEYWORD
            : stars == 1
                ? Node.ParameterKind.VAR_POSITIONAL
                : Node.ParameterKind.NORMAL;
    to.add(
        new Node.Parameter(
            id(),
            startOf(from),
            endOfLast(),
            name(nameToken),
            kind,
            Optional.ofNullable(annotation),
            Optional.ofNullable(byDefault)));
  }

  final void endPositionalOnly(List<Node.Parameter> to, int from) {
    if (to.isEmpty() || to.stream().anyMatch(p -> p.kind() != Node.ParameterKind.NORMAL)) {
      problem(startOf(from), startOf(from) + 1, "`/` must stand once, after plain parameters");
      return;
    }
    to.replaceAll(
        p ->
            new Node.Parameter(
                p.id(),
                p.start(),
                p.end(),
                p.name(),
                Node.ParameterKind.POSITIONAL_ONLY,
                p.annotation(),
                p.defaultValue()));
  }

  final Node.Parameters parameters(List<Node.Parameter> all, int start, int end) {
    List<Node.Parameter> checked = new ArrayList<>();
    boolean afterStar = false;
    boolean afterDefault = false;
    java.util.Set<String> seen = new java.util.HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      Node.Parameter parameter = all.get(i);
      boolean isBareStar =
          parameter.kind() == Node.ParameterKind.VAR_POSITIONAL && parameter.name().isEmpty();
      boolean isStar = parameter.kind() == Node.ParameterKind.VAR_POSITIONAL;
      if (isStar && afterStar) {
        problem(parameter.start(), parameter.end(), "`*` may stand once among parameters");
      }
      boolean isPlain =
          parameter.kind() == Node.ParameterKind.NORMAL
              || parameter.kind() == Node.ParameterKind.POSITIONAL_ONLY;
      if (parameter.kind() == Node.ParameterKind.VAR_KEYWORD && i + 1 < all.size()) {
        problem(parameter.start(), parameter.end(), "`**` must be the last parameter");
      }
      if (isBareStar) {
        boolean hasNext =
            i + 1 < all.size() && all.get(i + 1).kind() != Node.ParameterKind.VAR_KEYWORD;
        if (!hasNext) {
          problem(parameter.start(), parameter.end(), "named parameters must follow a bare `*`");
        }
        afterStar = true;
        continue;
      }
      if (!seen.add(parameter.name())) {
        problem(
            parameter.start(),
            parameter.end(),
            "parameter `" + parameter.name() + "` is declared twice");
      }
      if (isPlain && !afterStar) {
        if (afterDefault && parameter.defaultValue().isEmpty()) {
          problem(
              parameter.start(),
              parameter.end(),
              "a parameter without a default follows one with a default");
        }
        afterDefault |= parameter.defaultValue().isPresent();
      }
      checked.add(
          isPlain && afterStar
              ? new Node.Parameter(
                  parameter.id(),
                  parameter.start(),
                  parameter.end(),
                  parameter.name(),
                  Node.ParameterKind.KEYWORD_ONLY,
                  parameter.annotation(),
                  parameter.defaultValue())
              : parameter);
      afterStar |= isStar;
    }
    return new Node.Parameters(id(), start, Math.max(start, end), fixed(checked));
  }

  // --- targets

  /** Says so when an expression cannot be assigned to. */
  final void checkTarget(Expr target, String verb) {
    switch (target) {
      case Expr.Name name -> {}
      case Expr.Attribute attribute -> {}
      case Expr.Subscript subscript -> {}
      case Expr.Tuple tuple -> tuple.elements().forEach(e -> checkTarget(e, verb));
      case Expr.ListExpr list -> list.elements().forEach(e -> checkTarget(e, verb));
      case Expr.Starred starred -> checkTarget(starred.value(), verb);
      default ->
          problem(target.start(), target.end(), "cannot " + verb + " " + describe(target));
    }
  }

  static String describe(Expr expr) {
    return switch (expr) {
      case Expr.Call call -> "a function call";
      case Expr.BinOp op -> "an expression";
      case Expr.BoolOp op -> "an expression";
      case Expr.UnaryOp op -> "an expression";
      case Expr.Compare compare -> "a comparison";
      case Expr.Lambda lambda -> "a lambda";
      case Expr.IfExp choice -> "a conditional expression";
      case Expr.StringLiteral literal -> "a literal";
      case Expr.NumberLiteral literal -> "a literal";
      case Expr.BooleanLiteral literal -> literal.value() ? "`True`" : "`False`";
      case Expr.NoneLiteral none -> "`None`";
      case Expr.EllipsisLiteral ellipsis -> "`...`";
      case Expr.JoinedString joined -> "an f-string";
      case Expr.Yield yielding -> "a yield expression";
      case Expr.YieldFrom yielding -> "a yield expression";
      case Expr.Await await -> "an await expression";
      default -> "this expression";
    };
  }

  // --- operators, by a shunting yard

  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int COMPARE = 4;
  private static final int UNARY = 11;
  private static final int POWER = 12;

  /** An operator's entry: its precedence, and bits that say which it is. */
  private static int entry(int precedence, int code, boolean isPrefix) {
    return precedence << 16 | (isPrefix ? 1 << 15 : 0) | code;
  }

  final int openFlat() {
    int base = operatorCount;
    pushOperator(-1, index());
    return base;
  }

  private void pushOperator(int entry, int token) {
    if (operatorCount == operators.length) {
      operators = Arrays.copyOf(operators, operatorCount * 2);
      operatorTokens = Arrays.copyOf(operatorTokens, operatorCount * 2);
    }
    operators[operatorCount] = entry;
    operatorTokens[operatorCount++] = token;
  }

  final void operand() {
    push(expr, exprStart, exprEnd, false);
    // A lone operand keeps its parentheses; closeFlat forgets them when operators follow.
    lastOperandParens = parenthesised;
  }

  private int lastOperandParens;

  private void push(Expr value, int start, int end, boolean isChain) {
    if (operandCount == operands.length) {
      operands = Arrays.copyOf(operands, operandCount * 2);
      operandStarts = Arrays.copyOf(operandStarts, operandCount * 2);
      operandEnds = Arrays.copyOf(operandEnds, operandCount * 2);
      operandIsChain = Arrays.copyOf(operandIsChain, operandCount * 2);
    }
    operands[operandCount] = value;
    operandStarts[operandCount] = start;
    operandEnds[operandCount] = end;
    operandIsChain[operandCount++] = isChain;
  }

  final void prefixOperator() {
    int token = index() - 1;
    UnaryOperator operator =
        switch (tokens.type(token)) {
          case PythonParser.MINUS -> UnaryOperator.MINUS;
          case PythonParser.PLUS -> UnaryOperator.PLUS;
          case PythonParser.TILDE -> UnaryOperator.INVERT;
          default -> UnaryOperator.NOT;
        };
    if (operator == UnaryOperator.NOT) {
      int top = operators[operatorCount - 1];
      boolean afterIs =
          top >= 0
              && top == entry(COMPARE, CompareOperator.IS.ordinal(), false)
              && operatorTokens[operatorCount - 1] == token - 1;
      if (afterIs) {
        operators[operatorCount - 1] = entry(COMPARE, CompareOperator.IS_NOT.ordinal(), false);
        return;
      }
      if (top >= 0 && top >>> 16 > NOT) {
        throw new InputMismatchException(this);
      }
    }
    pushOperator(
        entry(operator == UnaryOperator.NOT ? NOT : UNARY, operator.ordinal(), true), token);
  }

  final void infixOperator() {
    int token = index() - 1;
    int start = tokens.start(token);
    char c = source.charAt(start);
    int operator =
        switch (tokens.type(token)) {
          case PythonParser.OR -> entry(OR, 0, false);
          case PythonParser.AND -> entry(AND, 0, false);
          case PythonParser.IN -> entry(COMPARE, CompareOperator.IN.ordinal(), false);
          case PythonParser.IS -> entry(COMPARE, CompareOperator.IS.ordinal(), false);
          case PythonParser.COMPOP -> entry(COMPARE, comparison(start).ordinal(), false);
          case PythonParser.VBAR -> binary(5, BinaryOperator.BIT_OR);
          case PythonParser.PLUS -> binary(9, BinaryOperator.ADD);
          case PythonParser.MINUS -> binary(9, BinaryOperator.SUB);
          case PythonParser.STAR -> binary(10, BinaryOperator.MULT);
          case PythonParser.AT -> binary(10, BinaryOperator.MAT_MULT);
          case PythonParser.SLASH -> binary(10, BinaryOperator.DIV);
          case PythonParser.DOUBLESTAR -> binary(POWER, BinaryOperator.POW);
          default ->
              switch (c) {
                case '^' -> binary(6, BinaryOperator.BIT_XOR);
                case '&' -> binary(7, BinaryOperator.BIT_AND);
                case '<' -> binary(8, BinaryOperator.LEFT_SHIFT);
                case '>' -> binary(8, BinaryOperator.RIGHT_SHIFT);
                case '%' -> binary(10, BinaryOperator.MOD);
                default -> binary(10, BinaryOperator.FLOOR_DIV);
              };
        };
    infix(operator, token);
  }

  private static int binary(int precedence, BinaryOperator operator) {
    return entry(precedence, operator.ordinal(), false);
  }

  private CompareOperator comparison(int start) {
    char c = source.charAt(start);
    boolean isEqual = source.charAt(start + 1) == '=';
    return switch (c) {
      case '=' -> CompareOperator.EQUAL;
      case '!' -> CompareOperator.NOT_EQUAL;
      case '<' ->
          isEqual
              ? CompareOperator.LESS_EQUAL
              : source.charAt(start + 1) == '>' ? CompareOperator.NOT_EQUAL : CompareOperator.LESS;
      default -> isEqual ? CompareOperator.GREATER_EQUAL : CompareOperator.GREATER;
    };
  }

  final void notInOperator() {
    infix(entry(COMPARE, CompareOperator.NOT_IN.ordinal(), false), index() - 1);
  }

  private void infix(int operator, int token) {
    int precedence = operator >>> 16;
    while (operators[operatorCount - 1] >= 0) {
      int top = operators[operatorCount - 1] >>> 16;
      boolean reduces = precedence == POWER ? top > POWER : top >= precedence;
      if (!reduces) {
        break;
      }
      reduce();
    }
    pushOperator(operator, token);
  }

  final void closeFlat(int base) {
    boolean isLone = operators[operatorCount - 1] == -1;
    while (operators[operatorCount - 1] >= 0) {
      reduce();
    }
    operatorCount = base;
    operandCount--;
    set(operands[operandCount], operandStarts[operandCount], operandEnds[operandCount]);
    parenthesised = isLone ? lastOperandParens : 0;
  }

  private void reduce() {
    int operator = operators[--operatorCount];
    int precedence = operator >>> 16;
    int code = operator & 0x7FFF;
    boolean isPrefix = (operator & 1 << 15) != 0;
    int right = operandCount - 1;
    if (isPrefix) {
      int start = tokens.start(operatorTokens[operatorCount]);
      Expr value =
          new Expr.UnaryOp(
              id(), start, operandEnds[right], UnaryOperator.values()[code], operands[right]);
      replace(1, value, start, operandEnds[right], false);
      return;
    }
    int left = operandCount - 2;
    int start = operandStarts[left];
    int end = operandEnds[right];
    Expr value =
        switch (precedence) {
          case OR, AND -> boolOp(precedence, left, right, start, end);
          case COMPARE -> compare(CompareOperator.values()[code], left, right, start, end);
          default ->
              new Expr.BinOp(
                  id(),
                  start,
                  end,
                  operands[left],
                  BinaryOperator.values()[code],
                  operands[right]);
        };
    replace(2, value, start, end, precedence <= COMPARE);
  }

  private void replace(int count, Expr value, int start, int end, boolean isChain) {
    operandCount -= count;
    push(value, start, end, isChain);
  }

  private Expr boolOp(int precedence, int left, int right, int start, int end) {
    BoolOperator operator = precedence == OR ? BoolOperator.OR : BoolOperator.AND;
    List<Expr> values = new ArrayList<>();
    if (operandIsChain[left]
        && operands[left] instanceof Expr.BoolOp chain
        && chain.operator() == operator) {
      values.addAll(chain.values());
    } else {
      values.add(operands[left]);
    }
    values.add(operands[right]);
    return new Expr.BoolOp(id(), start, end, operator, fixed(values));
  }

  private Expr compare(CompareOperator operator, int left, int right, int start, int end) {
    if (operandIsChain[left] && operands[left] instanceof Expr.Compare chain) {
      List<CompareOperator> operators = new ArrayList<>(chain.operators());
      List<Expr> comparators = new ArrayList<>(chain.comparators());
      operators.add(operator);
      comparators.add(operands[right]);
      return new Expr.Compare(
          id(), start, end, chain.left(), fixed(operators), fixed(comparators));
    }
    return new Expr.Compare(
        id(), start, end, operands[left], List.of(operator), List.of(operands[right]));
  }

  /** The names of a file, each made once. */
  static final class Names {

    private final char[] text;
    private final String source;
    private String[] table = new String[1024];
    private int count;

    Names(char[] text, String source) {
      this.text = text;
      this.source = source;
    }

    String get(int start, int end) {
      int hash = 0;
      boolean isAscii = true;
      for (int i = start; i < end; i++) {
        hash = hash * 31 + text[i];
        isAscii &= text[i] < 0x80;
      }
      int slot = (hash ^ hash >>> 15) & table.length - 1;
      while (table[slot] != null) {
        if (table[slot].length() == end - start && source.startsWith(table[slot], start)) {
          return table[slot];
        }
        slot = slot + 1 & table.length - 1;
      }
      String made = new String(text, start, end - start);
      if (!isAscii) {
        // Python compares names by their normal form; such names are rare and need no table.
        return Normalizer.normalize(made, Normalizer.Form.NFKC);
      }
      table[slot] = made;
      if (++count * 2 > table.length) {
        grow();
      }
      return made;
    }

    private void grow() {
      String[] old = table;
      table = new String[old.length * 2];
      for (String name : old) {
        if (name != null) {
          int hash = name.hashCode();
          int slot = (hash ^ hash >>> 15) & table.length - 1;
          while (table[slot] != null) {
            slot = slot + 1 & table.length - 1;
          }
          table[slot] = name;
        }
      }
    }
  }
}
