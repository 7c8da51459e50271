package dev.tensorvet.reader.code;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the data that each of several processes fetches for itself, into one folder. */
final class SharedFetches {

  private final SourceModule module;

  SharedFetches(SourceModule module) {
    this.module = module;
  }

  List<DataSlip> read() {
    List<DataSlip> found = new ArrayList<>();
    if (Processes.mayRace(module.file().text())) {
      List<Expr.Call> joins = new ArrayList<>();
      List<Expr.Call> fetches = new ArrayList<>();
      CodeCalls.each(
          module,
          (call, name) -> {
            if (Processes.joinsGroup(name)) {
              joins.add(call);
            } else if (DataLoading.canFetch(name)
                && CodeCalls.is(call.keyword(DataLoading.FETCH), true)) {
              fetches.add(call);
            }
          });
      for (Expr.Call join : joins.stream().limit(1).toList()) {
        fetches.stream()
            .filter(fetch -> !isOfOneProcess(fetch))
            .map(fetch -> slip(fetch, join))
            .forEach(found::add);
      }
    }
    return found;
  }

  private DataSlip slip(Expr.Call fetch, Expr.Call join) {
    return new DataSlip(
        Kind.FETCHED_BY_ALL,
        CodeCalls.place(fetch, module),
        CodeCalls.text(fetch.callee(), module),
        Optional.of(CodeCalls.place(join, module)),
        Optional.empty());
  }

  /** Whether only some processes come to a call, or the one that starts the others. */
  private boolean isOfOneProcess(Expr.Call fetch) {
    Node code = module.tree().enclosingScope(fetch).orElse(module.tree().root());
    return ProcessQuestions.areAskedAround(fetch, module.tree())
        || Tree.holds(
            code,
            node ->
                node instanceof Expr.Call call
                    && (CodeCalls.isCall(call, Processes::spawns, module)
                        || CodeCalls.name(call).equals("Process")));
  }
}
