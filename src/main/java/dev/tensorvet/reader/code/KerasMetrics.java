package dev.tensorvet.reader.code;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.framework.Keras;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds measures that are told for each epoch and go on over all of them. */
final class KerasMetrics {

  private final SourceModule module;
  private final List<KerasSlip> found = new ArrayList<>();

  KerasMetrics(SourceModule module) {
    this.module = module;
  }

  List<KerasSlip> read() {
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.Assign assign
                  && assign.targets().size() == 1
                  && assign.targets().getFirst() instanceof Expr.Name name
                  && CodeCalls.isCall(assign.value(), Keras::isMetric, module)) {
                module
                    .scopeAt(name)
                    .binding(name.name())
                    .filter(binding -> binding.sites().size() == 1)
                    .ifPresent(binding -> made(binding, assign));
              }
            });
    return found;
  }

  private void made(Binding metric, Stmt.Assign assign) {
    List<Expr.Name> reads = LastValues.reads(metric, module);
    // One that is handed on may be begun anew elsewhere.
    if (!reads.stream().allMatch(read -> method(read).isPresent() || isCalled(read))
        || reads.stream().anyMatch(read -> method(read).filter(Keras::resets).isPresent())) {
      return;
    }
    reads.stream()
        .filter(read -> method(read).filter("result"::equals).isPresent())
        .filter(read -> isForEachEpoch(read, assign))
        .findFirst()
        .ifPresent(
            read ->
                found.add(
                    new KerasSlip(
                        Kind.NEVER_RESET,
                        CodeCalls.place(module.tree().parent(read).orElse(read), module),
                        metric.name(),
                        Optional.of(CodeCalls.place(assign, module)),
                        Optional.empty())));
  }

  private Optional<String> method(Expr.Name read) {
    return module.tree().parent(read).orElse(read) instanceof Expr.Attribute member
            && module.tree().parent(member).orElse(member) instanceof Expr.Call call
            && call.callee().id() == member.id()
        ? Optional.of(member.name())
        : Optional.empty();
  }

  private boolean isCalled(Expr.Name read) {
    return module.tree().parent(read).orElse(read) instanceof Expr.Call call
        && call.callee().id() == read.id();
  }

  /** Whether a loop over numbers, with another loop in it, tells the result in each turn. */
  private boolean isForEachEpoch(Expr.Name result, Stmt.Assign made) {
    Optional<Node> loop = CodeCalls.innermostLoop(result, module.tree());
    return loop.isPresent()
        && loop.get() instanceof Stmt.For epochs
        && CodeCalls.isCall(epochs.iterable(), PythonFunctions::counts, module)
        && !epochs.span().contains(made.span())
        && Tree.holds(epochs, node -> node instanceof Stmt.For && node.id() != epochs.id());
  }
}
