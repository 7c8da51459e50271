package dev.tensorvet.reader.code;

import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of a block whose time is taken.
 *
 * @param timed what stands between the two looks at the clock
 * @param stop where the time is taken
 */
record Stopwatch(List<Stmt> timed, Stmt stop) {

  /** What an assignment starts, if it looks at the clock and a later statement does so too. */
  static Optional<Stopwatch> startedBy(Stmt.Assign start, SourceModule module) {
    if (!(start.targets().getFirst() instanceof Expr.Name watch)
        || !looksAtClock(start.value(), module)) {
      return Optional.empty();
    }
    List<Stmt> after =
        CodeCalls.block(start, module.tree()).stream()
            .filter(statement -> statement.start() > start.end())
            .toList();
    int stop = 0;
    while (stop < after.size() && !mentions(after.get(stop), watch.name())) {
      stop++;
    }
    return stop > 0 && stop < after.size() && holdsClock(after.get(stop), module)
        ? Optional.of(new Stopwatch(after.subList(0, stop), after.get(stop)))
        : Optional.empty();
  }

  private static boolean mentions(Stmt statement, String variable) {
    return Tree.holds(
        statement, node -> node instanceof Expr.Name name && name.name().equals(variable));
  }

  private static boolean holdsClock(Stmt statement, SourceModule module) {
    return Tree.holds(statement, node -> looksAtClock(node, module));
  }

  private static boolean looksAtClock(Node node, SourceModule module) {
    return node instanceof Expr.Call call
        && call.arguments().isEmpty()
        && CodeCalls.isCall(call, PythonFunctions::isClock, module);
  }
}
