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
import java.util.ArrayList;
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
    // A number that was made up may be that of another dimension.
    if (model.inputs().stream().anyMatch(Interpretation.GivenInput::isCounted)) {
      return;
    }
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
        boolean swaps = swaps(from, to);
        if ((swaps || moves(from, to)) && !isPadded) {
          String message =
              "%s reads %s as %s: it %s, where only a transposition %s dimensions"
                  .formatted(
                      ModelFinding.code(node.origin()),
                      from,
                      to,
                      swaps ? "swaps sizes" : "moves a size",
                      swaps ? "swaps" : "moves");
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

  /**
   * Whether a size of the input stays a dimension, but with more or fewer elements before it: the
   * heads of an attention are put before the steps, and were behind them.
   */
  private static boolean moves(Shape from, Shape to) {
    List<Dim> left = sizes(from);
    List<Dim> right = sizes(to);
    return from.isComplete()
        && to.isComplete()
        && left.stream()
            .filter(dim -> dim.isSize() && isAlone(dim, left) && isAlone(dim, right))
            .anyMatch(
                dim -> {
                  List<Dim> before = left.subList(0, left.indexOf(dim));
                  List<Dim> after = right.subList(0, right.indexOf(dim));
                  return isMore(after, before) || isMore(before, after);
                });
  }

  /** Whether it is one of the sizes, and no part of another. */
  private static boolean isAlone(Dim dim, List<Dim> dims) {
    return dims.contains(dim)
        && dims.stream().filter(d -> d.symbols().containsAll(dim.symbols())).count() == 1;
  }

  /** Whether some sizes are the others and at least one more, which is no quotient of another. */
  private static boolean isMore(List<Dim> many, List<Dim> few) {
    List<Dim> rest = new ArrayList<>(many);
    boolean holdsAll = few.stream().allMatch(rest::remove);
    return holdsAll
        && !rest.isEmpty()
        && rest.stream()
            .allMatch(dim -> dim.isSize() || dim.isOfIntegersAlone() || dim.known().isPresent());
  }

  private static List<Dim> sizes(Shape shape) {
    return shape.dims().orElse(List.of()).stream().filter(dim -> !dim.isKnown(1)).toList();
  }
}
