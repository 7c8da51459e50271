package dev.tensorvet.frontend.python;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Pattern;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.TokenStream;

/** Makes the nodes of statements. */
abstract class StatementBuilder extends ParameterBuilder {

  /** The statements under a header. */
  record Block(List<Stmt> body) {}

  /** The block of an {@code else}. */
  record Else(List<Stmt> body) {}

  /** The block of a {@code finally}. */
  record Finally(List<Stmt> body) {}

  /** A handler of {@code except*}. */
  record StarHandler(Node.ExceptHandler handler) {}

  StatementBuilder(TokenStream input) {
    super(input);
  }

  // --- simple statements

  final void expressionStatement(long at) {
    open(at);
    close(new Stmt.ExprStmt(id(), start(), end(), take(Expr.class)));
  }

  final void assign(long at) {
    open(at);
    List<Expr> targets = takeAllButLast(Expr.class);
    targets.forEach(this::checkTarget);
    close(new Stmt.Assign(id(), start(), end(), targets, take(Expr.class)));
  }

  /** The operator of an augmented assignment. */
  final void augmentation() {
    String text = textOf(index() - 1);
    for (Expr.BinaryOperator operator : Expr.BinaryOperator.values()) {
      if (operator.text().length() == text.length() - 1 && text.startsWith(operator.text())) {
        pushAtLast(operator);
      }
    }
  }

  final void augmentedAssign(long at) {
    open(at);
    Expr target = take(Expr.class);
    if (!Targets.isSingle(target)) {
      problem(target.span(), "cannot assign with an operator to " + Targets.describe(target));
    }
    Expr.BinaryOperator operator = take(Expr.BinaryOperator.class);
    close(new Stmt.AugAssign(id(), start(), end(), target, operator, take(Expr.class)));
  }

  final void annotatedAssign(long at) {
    open(at);
    Expr target = take(Expr.class);
    if (!Targets.isSingle(target)) {
      problem(target.span(), "cannot annotate " + Targets.describe(target));
    }
    Expr annotation = take(Expr.class);
    close(new Stmt.AnnAssign(id(), start(), end(), target, annotation, takeIf(Expr.class)));
  }

  final void returnValue(long at) {
    open(at);
    close(new Stmt.Return(id(), start(), end(), takeIf(Expr.class)));
  }

  final void pass(long at) {
    open(at);
    close(new Stmt.Pass(id(), start(), end()));
  }

  final void breakLoop(long at) {
    open(at);
    close(new Stmt.Break(id(), start(), end()));
  }

  final void continueLoop(long at) {
    open(at);
    close(new Stmt.Continue(id(), start(), end()));
  }

  final void delete(long at) {
    open(at);
    List<Expr> targets = takeAll(Expr.class);
    targets.forEach(
        target -> Targets.undeletable(target).ifPresent(part -> sayUnfit(part, "delete")));
    close(new Stmt.Delete(id(), start(), end(), targets));
  }

  final void raise(long at) {
    open(at);
    close(new Stmt.Raise(id(), start(), end(), takeIf(Expr.class), takeIf(Expr.class)));
  }

  final void assertion(long at) {
    open(at);
    close(new Stmt.Assert(id(), start(), end(), take(Expr.class), takeIf(Expr.class)));
  }

  final void global(long at) {
    open(at);
    close(new Stmt.Global(id(), start(), end(), takeAll(String.class)));
  }

  final void nonlocal(long at) {
    open(at);
    close(new Stmt.Nonlocal(id(), start(), end(), takeAll(String.class)));
  }

  final void typeAlias(long at) {
    open(at);
    Expr.Name name = new Expr.Name(id(), nextStart(), nextEnd(), take(String.class));
    List<Node.TypeParameter> parameters = takeTypeParameters();
    close(new Stmt.TypeAlias(id(), start(), end(), name, parameters, take(Expr.class)));
  }

  // --- imports

  final void alias(long at) {
    open(at);
    close(new Node.Alias(id(), start(), end(), take(String.class), takeIf(String.class)));
  }

  final void starAlias() {
    pushAtLast(new Node.Alias(id(), startOf(index() - 1), endOfLast(), "*", Optional.empty()));
  }

  final void importModules(long at) {
    open(at);
    close(new Stmt.Import(id(), start(), end(), takeAll(Node.Alias.class)));
  }

  final void importFrom(long at) {
    open(at);
    int level = 0;
    int token = token(at) + 1;
    for (; isDots(token); token++) {
      level += tokens.end(token) - startOf(token);
    }
    String module = takeIf(String.class).orElse("");
    if (level == 0 && module.isEmpty()) {
      throw unreadable("a module's name is missing after `from`");
    }
    close(new Stmt.ImportFrom(id(), start(), end(), module, level, takeAll(Node.Alias.class)));
  }

  private boolean isDots(int token) {
    return tokens.type(token) == PythonParser.DOT || tokens.type(token) == PythonParser.ELLIPSIS;
  }

  // --- blocks

  final void block(long at) {
    openBlock(at);
    close(new Block(takeAll(Stmt.class)));
  }

  private List<Stmt> takeBlock() {
    return take(Block.class).body();
  }

  final void orElse() {
    int index = count() - 1;
    Block block = (Block) valueAt(index);
    replaceFrom(index, new Else(block.body()), startAt(index), endAt(index));
  }

  private List<Stmt> takeElse() {
    return takeIf(Else.class).map(Else::body).orElse(List.of());
  }

  final void atLast() {
    int index = count() - 1;
    Block block = (Block) valueAt(index);
    replaceFrom(index, new Finally(block.body()), startAt(index), endAt(index));
  }

  /** An arm of an if statement: where it begins, its condition, and its block. */
  private record Arm(int start, Expr test, List<Stmt> body) {}

  /** An elif is an if that stands alone in the else of the one before it. */
  final void choose(long at) {
    openBlock(at);
    List<Arm> arms = new ArrayList<>();
    arms.add(new Arm(start(), take(Expr.class), takeBlock()));
    while (hasMore() && peek() == Marker.ELIF) {
      int from = nextStart();
      take(Marker.class);
      arms.add(new Arm(from, take(Expr.class), takeBlock()));
    }
    List<Stmt> otherwise = takeElse();
    for (int i = arms.size() - 1; i >= 0; i--) {
      Arm arm = arms.get(i);
      otherwise = List.of(new Stmt.If(id(), arm.start(), end(), arm.test(), arm.body(), otherwise));
    }
    close(otherwise.getFirst(), arms.size());
  }

  final void whileLoop(long at) {
    openBlock(at);
    Expr test = take(Expr.class);
    close(new Stmt.While(id(), start(), end(), test, takeBlock(), takeElse()));
  }

  final void forLoop(long at) {
    openBlock(at);
    boolean isAsync = takeMarker(Marker.ASYNC);
    Expr target = take(Expr.class);
    checkTarget(target);
    Expr iterable = take(Expr.class);
    close(new Stmt.For(id(), start(), end(), isAsync, target, iterable, takeBlock(), takeElse()));
  }

  final void handler(long at) {
    openBlock(at);
    boolean isStar = takeMarker(Marker.STAR);
    int from = hasMore() ? nextStart() : start();
    List<Expr> types = new ArrayList<>();
    int to = from;
    while (nextIs(Expr.class)) {
      to = nextEnd();
      types.add(take(Expr.class));
    }
    Optional<String> name = takeIf(String.class);
    if (types.size() > 1 && name.isPresent()) {
      problem(from, to, "several exceptions need parentheses before `as`");
    }
    if (isStar && types.isEmpty()) {
      problem(start(), start() + "except".length(), "`except*` needs an exception");
    }
    Optional<Expr> type =
        switch (types.size()) {
          case 0 -> Optional.empty();
          case 1 -> Optional.of(types.getFirst());
          default -> Optional.of(new Expr.Tuple(id(), from, to, List.copyOf(types)));
        };
    Node.ExceptHandler handler =
        new Node.ExceptHandler(id(), start(), end(), type, name, takeBlock());
    close(isStar ? new StarHandler(handler) : handler);
  }

  final void tryBlock(long at) {
    openBlock(at);
    List<Stmt> body = takeBlock();
    List<Node.ExceptHandler> handlers = takeAll(Node.ExceptHandler.class);
    boolean isStar = handlers.isEmpty() && nextIs(StarHandler.class);
    if (isStar) {
      handlers = takeAll(StarHandler.class).stream().map(StarHandler::handler).toList();
    }
    if (nextIs(StarHandler.class) || nextIs(Node.ExceptHandler.class)) {
      throw unreadable("`except` and `except*` cannot be mixed");
    }
    boolean hasElse = nextIs(Else.class);
    List<Stmt> orElse = takeElse();
    boolean hasFinally = hasMore();
    checkTry(handlers, hasElse, hasFinally);
    List<Stmt> last = hasFinally ? take(Finally.class).body() : List.of();
    close(new Stmt.Try(id(), start(), end(), isStar, body, handlers, orElse, last));
  }

  private void checkTry(List<Node.ExceptHandler> handlers, boolean hasElse, boolean hasFinally) {
    int end = start() + "try".length();
    if (handlers.isEmpty() && (hasElse || !hasFinally)) {
      problem(start(), end, "this `try` has no `except`" + (hasElse ? "" : " and no `finally`"));
    }
    for (Node.ExceptHandler handler : handlers) {
      if (handler.type().isEmpty() && handler.id() != handlers.getLast().id()) {
        int at = handler.start();
        problem(at, at + "except".length(), "an `except` without an exception must be the last");
      }
    }
  }

  // --- with

  final void withItem(long at) {
    open(at);
    if (nextIs(WithItems.class)) {
      return;
    }
    Expr context = take(Expr.class);
    Optional<Expr> target = takeIf(Expr.class);
    target.ifPresent(this::checkTarget);
    close(new Node.WithItem(id(), start(), end(), context, target));
  }

  final void with(long at) {
    openBlock(at);
    boolean isAsync = takeMarker(Marker.ASYNC);
    List<Node.WithItem> items =
        nextIs(WithItems.class) ? take(WithItems.class).items() : takeAll(Node.WithItem.class);
    close(new Stmt.With(id(), start(), end(), isAsync, items, takeBlock()));
  }

  // --- definitions

  final void function(long at) {
    openBlock(at);
    List<Expr> decorators = takeAll(Expr.class);
    boolean isAsync = takeMarker(Marker.ASYNC);
    int nameStart = nextStart();
    String name = take(String.class);
    List<Node.TypeParameter> types = takeTypeParameters();
    Node.Parameters parameters = take(Node.Parameters.class);
    Optional<Expr> returns = takeIf(Expr.class);
    close(
        new Stmt.FunctionDef(
            id(),
            start(),
            end(),
            isAsync,
            name,
            nameStart,
            types,
            parameters,
            returns,
            decorators,
            takeBlock()));
  }

  final void classBlock(long at) {
    openBlock(at);
    List<Expr> decorators = takeAll(Expr.class);
    int nameStart = nextStart();
    String name = take(String.class);
    List<Node.TypeParameter> types = takeTypeParameters();
    Arguments arguments = takeArguments();
    close(
        new Stmt.ClassDef(
            id(),
            start(),
            end(),
            name,
            nameStart,
            types,
            arguments.positional(),
            arguments.keywords(),
            decorators,
            takeBlock()));
  }

  // --- match

  final void match(long at) {
    openBlock(at);
    Expr subject = take(Expr.class);
    close(new Stmt.Match(id(), start(), end(), subject, takeAll(Node.MatchCase.class)));
  }

  final void caseBlock(long at) {
    openBlock(at);
    Pattern pattern = take(Pattern.class);
    Optional<Expr> guard = takeIf(Expr.class);
    close(new Node.MatchCase(id(), start(), end(), pattern, guard, takeBlock()));
  }
}
