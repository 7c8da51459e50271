package dev.tensorvet.flow.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.github.javaparser.ast.stmt.YieldStmt;
import com.github.javaparser.ast.type.Type;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.EventGraph.Decision;
import dev.tensorvet.semantic.java.JavaUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lowers a body into the graph of its events. The bodies of lambdas and inner classes are no part
 * of it: they run when they are called. What leaves the body by an exception leaves the graph.
 */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
public final class JavaFlow<E> {

  /** Where no way leads. */
  private static final int NOWHERE = -1;

  private final JavaEvents<E> events;
  private final JavaConditions conditions;
  private final EventGraph.Builder<E> graph = new EventGraph.Builder<>();
  private final JavaJumps jumps = new JavaJumps();
  private int at;

  private JavaFlow(JavaUnit unit, Node body, JavaEvents<E> events) {
    this.events = events;
    this.conditions = new JavaConditions(unit, body);
    this.at = graph.add(Optional.empty());
  }

  /** The graph of a body: a block, or the expression of a lambda. */
  public static <E> EventGraph<E> of(JavaUnit unit, Node body, JavaEvents<E> events) {
    JavaFlow<E> flow = new JavaFlow<>(unit, body, events);
    switch (body) {
      case Statement statement -> flow.statement(statement);
      case Expression expression -> flow.expression(expression);
      default -> throw new IllegalArgumentException("no body: " + body.getClass());
    }
    flow.happen(events.leaving(body));
    return flow.graph.build(flow.conditions.count());
  }

  // --- nodes

  private void happen(List<E> what) {
    for (E event : what) {
      if (at != NOWHERE) {
        goTo(graph.add(Optional.of(event)), Optional.empty());
      }
    }
  }

  private void goTo(int node, Optional<Decision> decision) {
    if (at != NOWHERE) {
      graph.connect(at, node, decision);
    }
    at = node;
  }

  /** A new place that the ways from all of these lead to. */
  private int meeting(List<Integer> from) {
    List<Integer> open = from.stream().filter(node -> node != NOWHERE).toList();
    if (open.isEmpty()) {
      return NOWHERE;
    }
    int node = graph.add(Optional.empty());
    open.forEach(each -> graph.connect(each, node));
    return node;
  }

  private int branch(int from, Optional<Decision> decision) {
    at = from;
    goTo(graph.add(Optional.empty()), decision);
    return at;
  }

  // --- statements

  private void statement(Statement statement) {
    if (at == NOWHERE) {
      return;
    }
    switch (statement) {
      case BlockStmt block -> block.getStatements().forEach(this::statement);
      case IfStmt s -> {
        Fork fork = condition(s.getCondition());
        at = fork.yes();
        statement(s.getThenStmt());
        int yes = at;
        at = fork.no();
        s.getElseStmt().ifPresent(this::statement);
        at = meeting(List.of(yes, at));
      }
      case WhileStmt s -> loop(s, Optional.of(s.getCondition()), s.getBody(), List.of());
      case ForStmt s -> {
        s.getInitialization().forEach(this::expression);
        loop(s, s.getCompare(), s.getBody(), s.getUpdate());
      }
      case ForEachStmt s -> forEach(s);
      case DoStmt s -> doLoop(s);
      case LabeledStmt s -> {
        jumps.label(s.getLabel().asString(), s.getStatement());
        List<Integer> out = jumps.open(s);
        statement(s.getStatement());
        jumps.close();
        out.add(at);
        at = meeting(out);
      }
      case BreakStmt s -> jump(jumps.breakTarget(s.getLabel().map(l -> l.asString())), false);
      case ContinueStmt s -> jump(jumps.continueTarget(s.getLabel().map(l -> l.asString())), true);
      case YieldStmt s -> {
        expression(s.getExpression());
        jump(jumps.yieldTarget(), false);
      }
      case ReturnStmt s -> {
        s.getExpression().ifPresent(this::expression);
        happen(events.after(s));
        finish(jumps.blocks(Optional.empty()));
        happen(events.leaving(s));
        at = NOWHERE;
      }
      case ThrowStmt s -> {
        expression(s.getExpression());
        happen(events.after(s));
        at = NOWHERE;
      }
      case TryStmt s -> tryBlock(s);
      case SwitchStmt s -> {
        expression(s.getSelector());
        cases(s, s.getEntries());
      }
      case LocalClassDeclarationStmt s -> {}
      case LocalRecordDeclarationStmt s -> {}
      default -> {
        parts(statement);
        happen(events.after(statement));
      }
    }
  }

  private void loop(
      Statement loop, Optional<Expression> test, Statement body, List<Expression> update) {
    int header = graph.add(Optional.empty());
    int number = graph.openLoop(header);
    goTo(header, Optional.empty());
    Fork fork = test.map(this::condition).orElseGet(() -> new Fork(header, NOWHERE));
    at = fork.yes();
    List<Integer> out = jumps.open(loop);
    statement(body);
    at = meeting(plus(jumps.continues(), at));
    update.forEach(this::expression);
    end(loop, header, number, plus(out, fork.no()));
  }

  private void forEach(ForEachStmt loop) {
    expression(loop.getIterable());
    int header = graph.add(Optional.empty());
    int number = graph.openLoop(header);
    goTo(header, Optional.empty());
    at = branch(header, Optional.empty());
    List<Integer> out = jumps.open(loop);
    happen(events.after(loop));
    statement(loop.getBody());
    at = meeting(plus(jumps.continues(), at));
    end(loop, header, number, plus(out, header));
  }

  private void doLoop(DoStmt loop) {
    int header = graph.add(Optional.empty());
    int number = graph.openLoop(header);
    goTo(header, Optional.empty());
    List<Integer> out = jumps.open(loop);
    statement(loop.getBody());
    at = meeting(plus(jumps.continues(), at));
    Fork fork = at == NOWHERE ? new Fork(NOWHERE, NOWHERE) : condition(loop.getCondition());
    at = fork.yes();
    end(loop, header, number, plus(out, fork.no()));
  }

  /** Back to the header from where the last turn ends, and on from where the loop is left. */
  private void end(Statement loop, int header, int number, List<Integer> out) {
    if (at != NOWHERE) {
      graph.connect(at, header);
    }
    jumps.close();
    graph.closeLoop(number, conditions.changingIn(loop));
    at = meeting(out);
  }

  private static List<Integer> plus(List<Integer> nodes, int one) {
    List<Integer> all = new ArrayList<>(nodes);
    all.add(one);
    return all;
  }

  private void jump(Optional<JavaJumps.Frame> target, boolean isContinue) {
    if (target.isPresent()) {
      finish(jumps.blocks(target));
      if (at != NOWHERE) {
        (isContinue ? target.get().continues() : target.get().breaks()).add(at);
      }
    }
    at = NOWHERE;
  }

  /** Runs the blocks of {@code finally} that a jump passes, each outside of its own. */
  private void finish(List<JavaJumps.Frame> passed) {
    for (JavaJumps.Frame frame : passed) {
      JavaJumps.State inside = jumps.leaveTo(frame);
      frame.finalBlock().ifPresent(this::statement);
      jumps.restore(inside);
    }
  }

  private void tryBlock(TryStmt block) {
    Optional<Statement> last = block.getFinallyBlock().map(b -> b);
    last.ifPresent(jumps::openFinally);
    int before = at;
    int first = graph.size();
    block.getResources().forEach(this::expression);
    statement(block.getTryBlock());
    List<Integer> ends = new ArrayList<>(List.of(at));
    int end = graph.size();
    for (CatchClause clause : block.getCatchClauses()) {
      at = graph.add(Optional.empty());
      graph.connect(before, at);
      for (int node = first; node < end; node++) {
        graph.connect(node, at);
      }
      happen(events.after(clause));
      statement(clause.getBody());
      ends.add(at);
    }
    if (last.isPresent()) {
      jumps.close();
    }
    at = meeting(ends);
    last.ifPresent(this::statement);
    if (at != NOWHERE) {
      happen(events.after(block));
    }
  }

  private void cases(Node choice, List<SwitchEntry> entries) {
    int selector = at;
    List<Integer> out = jumps.open(choice);
    boolean isTotal = choice instanceof SwitchExpr;
    int falling = NOWHERE;
    for (SwitchEntry entry : entries) {
      boolean isRule = entry.getType() != SwitchEntry.Type.STATEMENT_GROUP;
      isTotal |= entry.isDefault() || entry.getLabels().isEmpty();
      at = meeting(List.of(selector, falling));
      entry.getStatements().forEach(this::statement);
      if (isRule) {
        out.add(at);
      }
      falling = isRule ? NOWHERE : at;
    }
    jumps.close();
    out.add(falling);
    out.add(isTotal ? NOWHERE : selector);
    at = meeting(out);
  }

  // --- expressions

  private void expression(Expression expression) {
    if (at == NOWHERE) {
      return;
    }
    switch (expression) {
      case LambdaExpr lambda -> {}
      case ConditionalExpr choice -> {
        Fork fork = condition(choice.getCondition());
        at = fork.yes();
        expression(choice.getThenExpr());
        int yes = at;
        at = fork.no();
        expression(choice.getElseExpr());
        at = meeting(List.of(yes, at));
      }
      case BinaryExpr both when isShortCircuit(both.getOperator()) -> {
        Fork fork = condition(both);
        at = meeting(List.of(fork.yes(), fork.no()));
      }
      case SwitchExpr choice -> {
        expression(choice.getSelector());
        cases(choice, choice.getEntries());
      }
      default -> parts(expression);
    }
    if (at != NOWHERE) {
      happen(events.after(expression));
    }
  }

  /** What a node evaluates, in the order of the text; a value before the variable that takes it. */
  private void parts(Node node) {
    for (Node part : node.getChildNodes()) {
      switch (part) {
        case Expression expression -> expression(expression);
        case Statement statement -> statement(statement);
        // The body of an anonymous class.
        case BodyDeclaration<?> body -> {}
        case Type type -> {}
        default -> {
          parts(part);
          happen(events.after(part));
        }
      }
    }
  }

  private record Fork(int yes, int no) {}

  private Fork condition(Expression test) {
    return switch (test) {
      case EnclosedExpr enclosed -> condition(enclosed.getInner());
      case UnaryExpr not when isNegation(not.getOperator()) -> {
        Fork fork = condition(not.getExpression());
        yield new Fork(fork.no(), fork.yes());
      }
      case BinaryExpr both when isShortCircuit(both.getOperator()) -> {
        boolean isAnd = both.getOperator() == BinaryExpr.Operator.AND;
        Fork first = condition(both.getLeft());
        at = isAnd ? first.yes() : first.no();
        Fork second = at == NOWHERE ? new Fork(at, at) : condition(both.getRight());
        yield isAnd
            ? new Fork(second.yes(), meeting(List.of(first.no(), second.no())))
            : new Fork(meeting(List.of(first.yes(), second.yes())), second.no());
      }
      case BooleanLiteralExpr literal ->
          literal.getValue() ? new Fork(at, NOWHERE) : new Fork(NOWHERE, at);
      default -> asked(test);
    };
  }

  private Fork asked(Expression test) {
    expression(test);
    int from = at;
    if (from == NOWHERE) {
      return new Fork(NOWHERE, NOWHERE);
    }
    Optional<Decision> decision = conditions.decision(test);
    Optional<Expression> compared = comparedToNull(test);
    boolean isNull =
        compared.isPresent() && ((BinaryExpr) test).getOperator() == BinaryExpr.Operator.EQUALS;
    branch(from, decision);
    compared.filter(c -> isNull).ifPresent(c -> happen(events.whereNull(c)));
    int yes = at;
    branch(from, decision.map(Decision::opposite));
    compared.filter(c -> !isNull).ifPresent(c -> happen(events.whereNull(c)));
    return new Fork(yes, at);
  }

  private static Optional<Expression> comparedToNull(Expression test) {
    return test instanceof BinaryExpr comparison
            && comparison.getRight() instanceof NullLiteralExpr
            && (comparison.getOperator() == BinaryExpr.Operator.EQUALS
                || comparison.getOperator() == BinaryExpr.Operator.NOT_EQUALS)
        ? Optional.of(comparison.getLeft())
        : Optional.empty();
  }

  private static boolean isNegation(UnaryExpr.Operator operator) {
    return operator == UnaryExpr.Operator.LOGICAL_COMPLEMENT;
  }

  private static boolean isShortCircuit(BinaryExpr.Operator operator) {
    return operator == BinaryExpr.Operator.AND || operator == BinaryExpr.Operator.OR;
  }
}
