package dev.tensorvet.reader.code;

import dev.tensorvet.facts.KeptMetric;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the metrics that go on from one pass over the data to the next, where nobody means it. */
final class KeptMetrics implements CodeReader<KeptMetric> {

  @Override
  public Class<KeptMetric> kind() {
    return KeptMetric.class;
  }

  @Override
  public List<KeptMetric> read(SourceModule module) {
    if (!Metrics.mayKeep(module.file().words()) || module.isTest()) {
      return List.of();
    }
    Map<Binding, Uses> metrics = new LinkedHashMap<>();
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Name name
                  && module.resolve(name) instanceof VariableEntity variable
                  && made(variable.binding(), module).isPresent()) {
                metrics.computeIfAbsent(variable.binding(), b -> new Uses()).add(name, module);
              }
            });
    List<KeptMetric> found = new ArrayList<>();
    metrics.forEach(
        (metric, uses) ->
            made(metric, module)
                .ifPresent(made -> uses.kept(metric, made, module).ifPresent(found::add)));
    return found;
  }

  /** Where the metric is made that a variable holds, and nothing else. */
  private static Optional<Expr> made(Binding variable, SourceModule module) {
    return variable.sites().size() == 1
        ? variable.sites().getFirst().value().filter(value -> isMetric(value, module))
        : Optional.empty();
  }

  /** {@code Accuracy(task="multiclass").to(device)} */
  private static boolean isMetric(Expr value, SourceModule module) {
    return value instanceof Expr.Call call
        && (CodeCalls.isCall(call, Metrics::isKeeper, module)
            || (call.callee() instanceof Expr.Attribute method
                && Devices.converts(method.name())
                && isMetric(method.value(), module)));
  }

  /** What the code does with one metric. */
  private static final class Uses {

    private final List<Expr.Call> updates = new ArrayList<>();
    private final List<Expr.Call> reads = new ArrayList<>();
    private boolean isReset;

    void add(Expr.Name use, SourceModule module) {
      Node parent = module.tree().parent(use).orElse(use);
      Node above = module.tree().parent(parent).orElse(parent);
      if (parent instanceof Expr.Call call && call.callee().id() == use.id()) {
        updates.add(call);
      } else if (parent instanceof Expr.Attribute method
          && above instanceof Expr.Call call
          && call.callee().id() == method.id()
          && (Metrics.adds(method.name()) || Metrics.reads(method.name()))) {
        (Metrics.adds(method.name()) ? updates : reads).add(call);
      } else if (!(parent instanceof Stmt.Assign)) {
        // Whoever else has it may reset it.
        isReset = true;
      }
    }

    /** The first value of a pass that holds those before, if nothing resets the metric. */
    Optional<KeptMetric> kept(Binding metric, Expr made, SourceModule module) {
      return isReset
          ? Optional.empty()
          : reads.stream()
              .filter(read -> updates.stream().anyMatch(u -> isOfPasses(u, read, made, module)))
              .findFirst()
              .map(
                  read ->
                      new KeptMetric(
                          metric.name(),
                          CodeCalls.place(read, module),
                          CodeCalls.place(made, module)));
    }

    /**
     * Whether a loop in which the metric is not made holds a loop that updates it, and reads it
     * behind that: to read it in each turn of the inner loop may be meant as a running value.
     */
    private static boolean isOfPasses(
        Expr.Call update, Expr.Call read, Expr made, SourceModule module) {
      List<Node> around = loops(update, module);
      List<Node> passes = loops(read, module);
      return !passes.isEmpty()
          && around.size() > passes.size()
          && around.containsAll(passes)
          && !passes.getFirst().span().contains(made.start());
    }

    private static List<Node> loops(Expr.Call call, SourceModule module) {
      return CodeCalls.around(call, module.tree()).stream()
          .filter(node -> node instanceof Stmt.For || node instanceof Stmt.While)
          .toList();
    }
  }
}
