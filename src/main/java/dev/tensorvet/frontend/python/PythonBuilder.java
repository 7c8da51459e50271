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
import org.jspecify.annotations.Nullable;

/** Makes the nodes of statements, and goes on after a statement that cannot be read. */
abstract class PythonBuilder extends PatternBuilder {

  /** A condition of an if statement with its block. */
  private record Arm(int from, Expr condition, List<Stmt> body) {}

  int dottedFrom;
  private boolean saidPython2;

  PythonBuilder(TokenStream input) {
    super(input);
  }

  // --- recovery

  /** Loses the statement that {@code problem} came from, and nothing after its last line. */
  final void recover(RecognitionException problem, int from, int level, List<Stmt> to) {
    int at = index();
    if (!(problem instanceof MissingBlock)) {
      describeProblem(from, at, problem instanceof TooDeep);
    }
    forgetExpressions(level);
    if (at == from && isLayout(typeAt(at))) {
      // Nothing was read: a stray INDENT or DEDENT would be met again and again.
      skipLayout(from, to);
      return;
    }
    while (!endsLine(typeAt(index()))) {
      moveTo(index() + 1);
    }
    List<Stmt> body = new ArrayList<>();
    if (typeAt(index()) == PythonParser.NEWLINE) {
      moveTo(index() + 1);
      if (typeAt(index()) == PythonParser.INDENT) {
        readBlock(body);
      }
    } else if (typeAt(index()) == PythonParser.INDENT) {
      readBlock(body);
    }
    int start = startOf(from);
    int end = Math.max(start, endOfLast());
    to.add(new Stmt.Broken(id(), start, end, fixed(body)));
  }

  private static boolean isLayout(int type) {
    return type == PythonParser.INDENT || type == PythonParser.DEDENT;
  }

  private static boolean endsLine(int type) {
    return type == PythonParser.NEWLINE || isLayout(type) || type == PythonParser.EOF;
  }

  private void skipLayout(int from, List<Stmt> to) {
    if (typeAt(from) == PythonParser.INDENT) {
      List<Stmt> body = new ArrayList<>();
      readBlock(body);
      to.addAll(body);
    } else {
      moveTo(from + 1);
    }
  }

  /** Reads the block of a header that could not be read, from its INDENT to its DEDENT. */
  private void readBlock(List<Stmt> to) {
    moveTo(index() + 1);
    readStatements(to);
    if (typeAt(index()) == PythonParser.DEDENT) {
      moveTo(index() + 1);
    }
  }

  /** Reads a whole file, whatever is in it. */
  final void readFile(List<Stmt> to) {
    while (typeAt(index()) != PythonParser.EOF) {
      readStatements(to);
      if (typeAt(index()) == PythonParser.DEDENT) {
        moveTo(index() + 1);
      }
    }
  }

  /** Reads statements up to a DEDENT or the end. */
  final void readStatements(List<Stmt> to) {
    while (typeAt(index()) != PythonParser.DEDENT && typeAt(index()) != PythonParser.EOF) {
      if (typeAt(index()) == PythonParser.NEWLINE) {
        moveTo(index() + 1);
      } else {
        readStatement(to);
      }
    }
  }

  private void readStatement(List<Stmt> to) {
    ((PythonParser) this).stmt(to);
  }

  private void describeProblem(int from, int at, boolean isTooDeep) {
    int type = typeAt(at);
    int start = startOf(at);
    int end = Math.max(start, tokens.end(Math.min(at, tokens.count() - 1)));
    if (isTooDeep) {
      problem(start, end, "this is nested too deep to be read");
      return;
    }
    if (type == PythonParser.BAD) {
      // The scanner has said what is wrong here.
      return;
    }
    Optional<String> python2 = python2(from, at);
    if (python2.isPresent()) {
      if (!saidPython2) {
        saidPython2 = true;
        problem(startOf(from), end, python2.get());
      }
      return;
    }
    problem(
        start,
        end,
        switch (type) {
          case PythonParser.EOF -> "the file ends in the middle of a statement";
          case PythonParser.NEWLINE -> "the line ends in the middle of a statement";
          case PythonParser.INDENT -> "unexpected indentation";
          case PythonParser.DEDENT -> "a block is missing here";
          default -> "unexpected `" + shortText(at) + "`";
        });
  }

  private String shortText(int token) {
    String text = textOf(token);
    int line = text.indexOf('\n');
    String first = line < 0 ? text : text.substring(0, line);
    return first.length() > 30 ? first.substring(0, 30) + "…" : first.strip();
  }

  /** What Python 2 meant by the statement, when that is what it looks like. */
  private Optional<String> python2(int from, int at) {
    if (typeAt(from) == PythonParser.NAME && at == from + 1) {
      String word = textOf(from);
      if (word.equals("print") || word.equals("exec")) {
        return Optional.of(
            "`" + word + "` without parentheses: this looks like Python 2, which is not read");
      }
    }
    if (typeAt(from) == PythonParser.RAISE && typeAt(at) == PythonParser.COMMA) {
      return Optional.of(
          "`raise` with a comma: this looks like Python 2, which is not read");
    }
    return Optional.empty();
  }

  final void expectBlock() {
    if (typeAt(index()) != PythonParser.INDENT) {
      problem(startOf(index()), startOf(index()), "an indented block is missing here");
      throw new MissingBlock(this);
    }
  }

  /** A header whose block is missing, which is said already. */
  static final class MissingBlock extends org.antlr.v4.runtime.InputMismatchException {
    private static final long serialVersionUID = 1;

    MissingBlock(PythonBuilder parser) {
      super(parser);
    }
  }

  // --- small statements

  final void addExprStmt(List<Stmt> to, int from, Expr value) {
    if (value instanceof Expr.Starred) {
      problem(value.start(), value.end(), "a starred expression cannot stand alone here");
    }
    to.add(new Stmt.ExprStmt(id(), startOf(from), endOfLast(), value));
  }

  final void addAssign(List<Stmt> to, int from, List<Expr> parts) {
    List<Expr> targets = parts.subList(0, parts.size() - 1);
    targets.forEach(this::checkAssignTarget);
    to.add(new Stmt.Assign(id(), startOf(from), endOfLast(), fixed(targets), parts.getLast()));
  }

  private void checkAssignTarget(Expr target) {
    if (target instanceof Expr.Starred) {
      problem(target.start(), target.end(), "a starred target must be in a list or tuple");
    }
    checkTarget(target, "assign to");
  }

  final void addAugAssign(List<Stmt> to, int from, Expr target, int operator, Expr value) {
    boolean fits =
        target instanceof Expr.Name
            || target instanceof Expr.Attribute
            || target instanceof Expr.Subscript;
    if (!fits) {
      problem(
          target.start(),
          target.end(),
          "cannot assign with an operator to " + describe(target));
    }
    String text = textOf(operator);
    String plain = text.substring(0, text.length() - 1);
    Expr.BinaryOperator binary = Expr.BinaryOperator.ADD;
    for (Expr.BinaryOperator each : Expr.BinaryOperator.values()) {
      if (each.text().equals(plain)) {
        binary = each;
      }
    }
    to.add(new Stmt.AugAssign(id(), startOf(from), endOfLast(), target, binary, value));
  }

  final void addAnnAssign(
      List<Stmt> to, int from, Expr target, Expr annotation, @Nullable Expr value) {
    boolean fits =
        target instanceof Expr.Name
            || target instanceof Expr.Attribute
            || target instanceof Expr.Subscript;
    if (!fits) {
      problem(target.start(), target.end(), "only a single target can be annotated");
    }
    to.add(
        new Stmt.AnnAssign(
            id(), startOf(from), endOfLast(), target, annotation, Optional.ofNullable(value)));
  }

  final void addReturn(List<Stmt> to, int from, @Nullable Expr value) {
    to.add(new Stmt.Return(id(), startOf(from), endOfLast(), Optional.ofNullable(value)));
  }

  final void addPass(List<Stmt> to, int from) {
    to.add(new Stmt.Pass(id(), startOf(from), endOfLast()));
  }

  final void addBreak(List<Stmt> to, int from) {
    to.add(new Stmt.Break(id(), startOf(from), endOfLast()));
  }

  final void addContinue(List<Stmt> to, int from) {
    to.add(new Stmt.Continue(id(), startOf(from), endOfLast()));
  }

  final void addDelete(List<Stmt> to, int from, Expr value) {
    List<Expr> targets =
        value instanceof Expr.Tuple tuple && tuple.start() > startOf(from) && !isWrapped(tuple)
            ? tuple.elements()
            : List.of(value);
    targets.forEach(
        target -> {
          if (target instanceof Expr.Starred) {
            problem(target.start(), target.end(), "cannot delete a starred expression");
          }
          checkTarget(target, "delete");
        });
    to.add(new Stmt.Delete(id(), startOf(from), endOfLast(), fixed(targets)));
  }

  private boolean isWrapped(Expr.Tuple tuple) {
    return source.charAt(tuple.start()) == '('
        && (tuple.elements().isEmpty() || tuple.elements().getFirst().start() > tuple.start());
  }

  final void addRaise(
      List<Stmt> to, int from, @Nullable Expr exception, @Nullable Expr cause) {
    to.add(
        new Stmt.Raise(
            id(),
            startOf(from),
            endOfLast(),
            Optional.ofNullable(exception),
            Optional.ofNullable(cause)));
  }

  final void addAssert(List<Stmt> to, int from, Expr test, @Nullable Expr message) {
    to.add(
        new Stmt.Assert(id(), startOf(from), endOfLast(), test, Optional.ofNullable(message)));
  }

  final void addGlobal(List<Stmt> to, int from, List<String> names) {
    to.add(new Stmt.Global(id(), startOf(from), endOfLast(), fixed(names)));
  }

  final void addNonlocal(List<Stmt> to, int from, List<String> names) {
    to.add(new Stmt.Nonlocal(id(), startOf(from), endOfLast(), fixed(names)));
  }

  final void addTypeAlias(
      List<Stmt> to, int from, int name, List<Node.TypeParameter> parameters, Expr value) {
    Expr.Name alias =
        new Expr.Name(id(), tokens.start(name), tokens.end(name), name(name));
    to.add(
        new Stmt.TypeAlias(id(), startOf(from), endOfLast(), alias, fixed(parameters), value));
  }

  // --- imports

  private String dottedText(int from, int last) {
    StringBuilder text = new StringBuilder();
    for (int token = from; token < last; token++) {
      text.append(tokens.type(token) == PythonParser.DOT ? "." : name(token));
    }
    return text.toString();
  }

  final void addAlias(List<Node.Alias> to, int from, int last, int as) {
    Optional<String> asName = as < 0 ? Optional.empty() : Optional.of(name(as));
    to.add(new Node.Alias(id(), startOf(from), endOfLast(), dottedText(from, last), asName));
  }

  final void addStarAlias(List<Node.Alias> to) {
    int token = index() - 1;
    to.add(new Node.Alias(id(), startOf(token), tokens.end(token), "*", Optional.empty()));
  }

  final void addImport(List<Stmt> to, int from, List<Node.Alias> names) {
    to.add(new Stmt.Import(id(), startOf(from), endOfLast(), fixed(names)));
  }

  final void addImportFrom(
      List<Stmt> to, int from, int level, int first, int last, List<Node.Alias> names) {
    if (level == 0 && first == last) {
      problem(startOf(first), startOf(first), "a module's name is missing after `from`");
    }
    boolean isOpen = typeAt(index() - 1) == PythonParser.COMMA;
    if (isOpen) {
      problem(endOfLast(), endOfLast(), "a trailing comma needs parentheses around the names");
    }
    to.add(
        new Stmt.ImportFrom(
            id(), startOf(from), endOfLast(), dottedText(first, last), level, fixed(names)));
  }

  // --- compound statements

  final void addArm(List<Object> to, int from, Expr condition, List<Stmt> body) {
    to.add(new Arm(from, condition, body));
  }

  /** An elif is an if that stands alone in the else of the one before it. */
  final void addIf(List<Stmt> to, List<Object> arms, List<Stmt> last) {
    int end = endOfBlock();
    List<Stmt> orElse = fixed(last);
    for (int i = arms.size() - 1; i >= 0; i--) {
      Arm arm = (Arm) arms.get(i);
      orElse =
          List.of(
              new Stmt.If(
                  id(), startOf(arm.from()), end, arm.condition(), fixed(arm.body()), orElse));
    }
    to.addAll(orElse);
  }

  /** Where the last statement of a block ends: before the NEWLINE and the DEDENTs after it. */
  private int endOfBlock() {
    int token = index() - 1;
    while (token > 0
        && (tokens.type(token) == PythonParser.NEWLINE
            || tokens.type(token) == PythonParser.DEDENT)) {
      token--;
    }
    return tokens.end(token);
  }

  final void addWhile(
      List<Stmt> to, int from, Expr condition, List<Stmt> body, List<Stmt> orElse) {
    to.add(
        new Stmt.While(
            id(), startOf(from), endOfBlock(), condition, fixed(body), fixed(orElse)));
  }

  final void addFor(
      List<Stmt> to,
      int from,
      boolean isAsync,
      Expr target,
      Expr iterable,
      List<Stmt> body,
      List<Stmt> orElse) {
    checkAssignTarget(target);
    to.add(
        new Stmt.For(
            id(),
            startOf(from),
            endOfBlock(),
            isAsync,
            target,
            iterable,
            fixed(body),
            fixed(orElse)));
  }

  final @Nullable Expr exceptTypes(List<Expr> types, int first) {
    if (types.size() == 1) {
      return types.getFirst();
    }
    // PEP 758 allows the list without parentheses; "except A, e" is how Python 2 named the error.
    return new Expr.Tuple(id(), startOf(first), endOfLast(), fixed(types));
  }

  final void addHandler(
      List<Node.ExceptHandler> to, int from, @Nullable Expr type, int name, List<Stmt> body) {
    Optional<String> bound = name < 0 ? Optional.empty() : Optional.of(name(name));
    if (bound.isPresent()
        && type instanceof Expr.Tuple tuple
        && !isWrapped(tuple)) {
      problem(tuple.start(), tuple.end(), "several exceptions with `as` need parentheses");
    }
    to.add(
        new Node.ExceptHandler(
            id(), startOf(from), endOfBlock(), Optional.ofNullable(type), bound, fixed(body)));
  }

  final void addTry(
      List<Stmt> to,
      int from,
      boolean isStar,
      List<Stmt> body,
      List<Node.ExceptHandler> handlers,
      List<Stmt> orElse,
      List<Stmt> finalBody) {
    int start = startOf(from);
    if (handlers.isEmpty() && finalBody.isEmpty()) {
      problem(start, start + 3, "`try` needs an `except` or a `finally`");
    }
    if (handlers.isEmpty() && !orElse.isEmpty()) {
      problem(start, start + 3, "`else` of a `try` needs an `except`");
    }
    for (int i = 0; i + 1 < handlers.size(); i++) {
      Node.ExceptHandler handler = handlers.get(i);
      if (handler.type().isEmpty()) {
        problem(handler.start(), handler.start() + 6, "a bare `except` must be the last");
      }
    }
    to.add(
        new Stmt.Try(
            id(),
            start,
            endOfBlock(),
            isStar,
            fixed(body),
            fixed(handlers),
            fixed(orElse),
            fixed(finalBody)));
  }

  final void addWithItem(List<Node.WithItem> to, int from, Expr context) {
    int start = startOf(from);
    Optional<Expr> target = takeAsTarget(context);
    boolean isList =
        target.isEmpty() && context instanceof Expr.Tuple tuple && !tuple.elements().isEmpty();
    if (isList && typeAt(from) == PythonParser.LPAR && hasOnlyItems((Expr.Tuple) context)) {
      // "with (a as b, c):" holds items, not a tuple.
      for (Expr element : ((Expr.Tuple) context).elements()) {
        Optional<Expr> each = takeAsTarget(element);
        int end = each.map(Expr::end).orElse(element.end());
        to.add(new Node.WithItem(id(), element.start(), end, element, each));
      }
      return;
    }
    to.add(new Node.WithItem(id(), start, endOfLast(), context, target));
  }

  private static boolean hasOnlyItems(Expr.Tuple tuple) {
    return tuple.elements().stream().noneMatch(e -> e instanceof Expr.Starred);
  }

  final void addWith(
      List<Stmt> to, int from, boolean isAsync, List<Node.WithItem> items, List<Stmt> body) {
    to.add(
        new Stmt.With(
            id(), startOf(from), endOfBlock(), isAsync, fixed(items), fixed(body)));
  }

  final void addDef(
      List<Stmt> to,
      int from,
      boolean isAsync,
      int name,
      List<Node.TypeParameter> types,
      List<Node.Parameter> parameters,
      int open,
      int close,
      @Nullable Expr returns,
      List<Expr> decorators,
      List<Stmt> body) {
    int first = startOf(open);
    int last = open == close ? first : tokens.end(close - 1);
    to.add(
        new Stmt.FunctionDef(
            id(),
            startOf(from),
            endOfBlock(),
            isAsync,
            name(name),
            tokens.start(name),
            fixed(types),
            parameters(parameters, first, last),
            Optional.ofNullable(returns),
            fixed(decorators),
            fixed(body)));
  }

  final void addClass(
      List<Stmt> to,
      int from,
      int name,
      List<Node.TypeParameter> types,
      List<Expr> bases,
      List<Node.Keyword> keywords,
      List<Expr> decorators,
      List<Stmt> body) {
    to.add(
        new Stmt.ClassDef(
            id(),
            startOf(from),
            endOfBlock(),
            name(name),
            tokens.start(name),
            fixed(types),
            fixed(bases),
            fixed(keywords),
            fixed(decorators),
            fixed(body)));
  }

  final void addTypeParam(
      List<Node.TypeParameter> to,
      int from,
      int name,
      int stars,
      @Nullable Expr bound,
      @Nullable Expr byDefault) {
    to.add(
        new Node.TypeParameter(
            id(),
            startOf(from),
            endOfLast(),
            name(name),
            stars,
            Optional.ofNullable(bound),
            Optional.ofNullable(byDefault)));
  }

  final void addMatch(List<Stmt> to, int from, Expr subject, List<Node.MatchCase> cases) {
    to.add(new Stmt.Match(id(), startOf(from), endOfBlock(), subject, fixed(cases)));
  }

  final void addCase(
      List<Node.MatchCase> to,
      int from,
      Pattern matched,
      @Nullable Expr guard,
      List<Stmt> body) {
    to.add(
        new Node.MatchCase(
            id(),
            startOf(from),
            endOfBlock(),
            matched,
            Optional.ofNullable(guard),
            fixed(body)));
  }
}
