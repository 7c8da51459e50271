package dev.tensorvet.rules.model;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import java.util.List;
import java.util.Set;

/** A view that swaps dimensions reads the elements in another order and transposes nothing. */
final class ViewAsPermute implements Rule<Interpretation> {

  private static final Set<String> VIEWS = Set.of("view", "reshape");

  /** A view that is shifted against what was padded is how relative positions are aligned. */
  private static final Set<String> PADDINGS = Set.of("cat", "concat", "pad", "constant_pad_nd");

  private static final Set<String> PARTS = Set.of("index", "narrow", "view", "reshape");

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    Wiring wiring = Wiring.of(model.graph());
    for (GraphNode node : model.graph().nodes()) {
      if (VIEWS.contains(node.op()) && !node.inputs().isEmpty()) {
        Shape from = node.inputs().getFirst().type().shape();
        Shape to = node.results().getFirst().type().shape();
        boolean isPadded =
            wiring
                .origin(node.inputs().getFirst(), maker -> PARTS.contains(maker.op()))
                .filter(maker -> PADDINGS.contains(maker.op()))
                .isPresent();
        if (swaps(from, to) && !isPadded) {
          String message =
              "%s reads %s as %s: it swaps sizes, where only a transposition swaps dimensions"
                  .formatted(ModelFinding.code(node.origin()), from, to);
          ModelFinding.at(id(), context.file(), node.origin(), message)
              .map(finding -> finding.withCertainty(Certainty.LIKELY))
              .ifPresent(context::report);
        }
      }
    }
  }

  /** Whether the sizes are the same in another order, those of one aside. */
  private static boolean swaps(Shape from, Shape to) {
    List<Dim> left = sizes(from);
    List<Dim> right = sizes(to);
    return from.isComplete()
        && to.isComplete()
        && from.rank().equals(to.rank())
        && !left.equals(right)
        && left.stream().sorted().toList().equals(right.stream().sorted().toList());
  }

  private static List<Dim> sizes(Shape shape) {
    return shape.dims().orElse(List.of()).stream().filter(dim -> !dim.isKnown(1)).toList();
  }
}
