package dev.tensorvet.rules.training;

import dev.tensorvet.facts.GradientEvent;
import dev.tensorvet.facts.GradientEvent.Kind;
import dev.tensorvet.facts.OptimizerTrace;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.EventGraph.Decision;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.rule.LineInsert;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A loop fills and uses gradients in every turn, and nothing in it can set them to zero. Conditions
 * that stay as they are while the loop runs are held at the values that lead to the step; under one
 * that changes, a zero counts wherever it stands.
 */
final class MissingZeroGrad implements Rule<OptimizerTrace> {

  private static final RuleId ID = new RuleId("missing-zero-grad");

  @Override
  public Class<OptimizerTrace> subject() {
    return OptimizerTrace.class;
  }

  @Override
  public void check(OptimizerTrace trace, RuleContext context) {
    Map<Window, Cycle> cycles = new HashMap<>();
    for (int step : Turn.steps(trace).toArray()) {
      Optional<Loop> loop = accumulating(trace, step, cycles);
      if (loop.isPresent()) {
        report(trace, step, loop.get(), context);
        return;
      }
    }
  }

  /** A loop, with the decisions that stay as they are while it runs. */
  private record Window(Loop loop, List<Decision> fixed) {}

  /** What can happen from one turn of a window to the next. */
  private record Cycle(BitSet nodes, boolean canZero, boolean fills) {

    static Cycle of(OptimizerTrace trace, Window window) {
      BitSet nodes = trace.graph().cycle(window.loop(), window.fixed());
      return new Cycle(
          nodes,
          trace.nodes(Kind.ZERO, Kind.UNKNOWN, Kind.MADE).anyMatch(nodes::get),
          Turn.fills(trace).anyMatch(nodes::get));
    }
  }

  /** The innermost loop in which the gradients of a step are never set to zero. */
  private static Optional<Loop> accumulating(
      OptimizerTrace trace, int step, Map<Window, Cycle> cycles) {
    for (Loop loop : trace.graph().loopsAround(step)) {
      List<Decision> fixed = trace.graph().fixed(step, loop);
      Cycle cycle =
          cycles.computeIfAbsent(new Window(loop, fixed), window -> Cycle.of(trace, window));
      if (!cycle.nodes().get(step)) {
        continue;
      }
      if (cycle.canZero()) {
        return Optional.empty();
      }
      if (cycle.fills()) {
        return Optional.of(loop);
      }
    }
    return Optional.empty();
  }

  private static void report(OptimizerTrace trace, int step, Loop loop, RuleContext context) {
    OptionalInt backward = Turn.fills(trace).filter(loop::contains).findFirst();
    String message =
        "the gradients of `"
            + trace.name()
            + "` add up over the turns of this loop: nothing in it sets them to zero";
    Optional<Finding> finding =
        TraceFinding.at(
            ID,
            trace,
            step,
            message,
            List.of(trace.related(backward.orElse(step), "gradients are added here")));
    Optional<Fix> fix = fix(trace, step, backward.orElse(step), loop);
    finding.map(f -> f.withFix(fix)).ifPresent(context::report);
  }

  /** A line before the backward pass, when step and backward stand in one function. */
  private static Optional<Fix> fix(OptimizerTrace trace, int step, int backward, Loop loop) {
    GradientEvent at = trace.event(backward);
    boolean isTogether =
        at.site().calls().equals(trace.event(step).site().calls())
            && at.site().place().file() == trace.file();
    if (!isTogether) {
      return Optional.empty();
    }
    boolean isCounted = !trace.graph().isInEveryTurn(step, loop);
    return LineInsert.indent(at.site().place())
        .map(
            indent ->
                new Fix(
                    "insert `" + trace.name() + ".zero_grad()` before the backward pass",
                    isCounted ? Fix.Safety.UNSAFE : Fix.Safety.SAFE,
                    List.of(
                        new TextEdit(
                            new Span(at.site().span().start(), at.site().span().start()),
                            trace.name() + ".zero_grad()\n" + indent))));
  }
}
