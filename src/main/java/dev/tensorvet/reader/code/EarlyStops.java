package dev.tensorvet.reader.code;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.framework.Costs;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds stopwatches that are read before a graphics card has done what is timed. */
final class EarlyStops {

  private EarlyStops() {}

  static Optional<Waste> of(Stmt.Assign start, SourceModule module) {
    return Stopwatch.startedBy(start, module)
        .filter(watch -> Costs.mayTimeCard(module.file().text()))
        .filter(watch -> watch.timed().stream().noneMatch(s -> mayWait(s, module)))
        .filter(watch -> !reads(watch.stop()))
        .flatMap(
            watch ->
                lastModel(watch.timed())
                    .map(
                        model ->
                            new Waste(
                                Kind.TIMES_LAUNCH,
                                CodeCalls.text(model.callee(), module),
                                CodeCalls.place(model, module),
                                "",
                                Optional.empty(),
                                Optional.of(CodeCalls.place(watch.stop(), module)))));
  }

  private static Optional<Expr.Call> lastModel(List<Stmt> timed) {
    List<Expr.Call> calls = new ArrayList<>();
    for (Stmt statement : timed) {
      Tree.walk(
          statement,
          node -> {
            if (node instanceof Expr.Call call && Costs.isModelName(CodeCalls.name(call))) {
              calls.add(call);
            }
          });
    }
    return calls.isEmpty() ? Optional.empty() : Optional.of(calls.getLast());
  }

  /** Whether something is done that is not known to go on while the card computes. */
  private static boolean mayWait(Stmt statement, SourceModule module) {
    return Tree.holds(
        statement,
        node ->
            switch (node) {
              case Stmt.If choice -> true;
              case Stmt.While loop -> true;
              case Stmt.For loop ->
                  !CodeCalls.isCall(loop.iterable(), PythonFunctions::counts, module);
              case Expr.Call call -> !isLaunched(call, module);
              default -> false;
            });
  }

  /** Whether numbers of a tensor are read in a statement. */
  private static boolean reads(Stmt statement) {
    return Tree.holds(
        statement,
        node ->
            node instanceof Expr.Attribute method
                && (Costs.waits(method.name())
                    || Costs.givesArray(method.name())
                    || Devices.movesToCpu(method.name())));
  }

  private static boolean isLaunched(Expr.Call call, SourceModule module) {
    return CodeCalls.library(call.callee(), module)
        .map(
            name ->
                Costs.isLaunched(name)
                    || PythonFunctions.counts(name)
                    || PythonFunctions.isClock(name))
        .orElseGet(
            () ->
                Costs.isModelName(CodeCalls.name(call))
                    || (Costs.isLaunchedMethod(CodeCalls.name(call)) && !namesCpu(call)));
  }

  private static boolean namesCpu(Expr.Call call) {
    return Tree.holds(
        call, (Node node) -> node instanceof Expr.StringLiteral text && text.value().equals("cpu"));
  }
}
