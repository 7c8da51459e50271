package dev.tensorvet.rules.numerics;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Output;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Followed;
import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A softmax over one score is one, whatever the score. */
final class SingleLogitSoftmax implements Rule<Followed> {

  /** Layers whose weights begin with the number of their results. */
  private static final Set<String> LAYERS = Set.of("linear", "conv1d", "conv2d", "conv3d");

  private static final Set<String> PASSED =
      Set.of("dropout", "relu", "tanh", "leaky_relu", "div", "mul", "add", "squeeze", "unsqueeze");

  private static final Map<String, String> VALUES =
      Map.of("softmax", "always 1", "log_softmax", "always 0");

  @Override
  public Class<Followed> subject() {
    return Followed.class;
  }

  @Override
  public void check(Followed model, RuleContext context) {
    Wiring wiring = Wiring.of(model.graph());
    for (GraphNode node : model.graph().nodes()) {
      if (VALUES.containsKey(node.op()) && isOverOne(node)) {
        certainty(node, model)
            .ifPresent(
                certainty ->
                    scores(node, wiring)
                        .ifPresent(layer -> report(node, layer, certainty, context)));
      }
    }
  }

  /**
   * A dimension that is counted from the front is the one of the scores only if the input has as
   * many as were taken for it: with one more it may be that of the steps, whose weights these are.
   * What a model gives as its result is seldom that.
   */
  private static Optional<Certainty> certainty(GraphNode node, Followed model) {
    boolean isFromBehind =
        node.argument("dim").orElse(new Argument.Nothing()) instanceof Argument.Int dim
            && dim.value().known().orElse(0) < 0;
    if (isFromBehind || !isFrom(model, InputSource.ASSUMED, InputSource.SOLVED)) {
      return Optional.of(Certainty.PROVEN);
    }
    boolean isResult =
        model.graph().output() instanceof Output.Tensor(Value result)
            && node.results().contains(result);
    return isResult && !isFrom(model, InputSource.SOLVED)
        ? Optional.of(Certainty.LIKELY)
        : Optional.empty();
  }

  private static boolean isFrom(Followed model, InputSource... sources) {
    return model.inputs().stream().anyMatch(input -> List.of(sources).contains(input.source()));
  }

  private void report(GraphNode node, GraphNode layer, Certainty certainty, RuleContext context) {
    String message =
        "%s is %s: it is over a dimension of size 1 of %s"
            .formatted(
                ModelFinding.code(node.origin()),
                VALUES.getOrDefault(node.op(), ""),
                node.inputs().getFirst().type().shape());
    ModelFinding.at(id(), context.file(), node.origin(), message)
        .map(
            finding ->
                finding
                    .withCertainty(certainty)
                    .withRelated(
                        ModelFinding.place(layer.origin())
                            .filter(place -> !place.equals(finding.place()))
                            .map(place -> new Related(place, "the one score is computed here"))))
        .ifPresent(context::report);
  }

  private static boolean isOverOne(GraphNode node) {
    Shape shape =
        node.inputs().isEmpty() ? Shape.unknown() : node.inputs().getFirst().type().shape();
    int rank = shape.rank().orElse(0);
    int axis = axis(node, rank);
    return axis >= 0 && axis < rank && shape.dim(axis).isKnown(1);
  }

  /** The dimension that a softmax is over; none is below zero. */
  private static int axis(GraphNode node, int rank) {
    return node.argument("dim").orElse(new Argument.Nothing()) instanceof Argument.Int dim
            && dim.value().known().isPresent()
        ? (int) (dim.value().known().getAsLong() + (dim.value().known().getAsLong() < 0 ? rank : 0))
        : -1;
  }

  /** The layer that gives one score: a dimension of one of another origin may be meant. */
  private static Optional<GraphNode> scores(GraphNode node, Wiring wiring) {
    return wiring
        .origin(node.inputs().getFirst(), n -> PASSED.contains(n.op()))
        .filter(layer -> LAYERS.contains(layer.op()))
        .filter(layer -> !layer.op().equals("linear") || isOverLast(node))
        .filter(
            layer ->
                layer.argument("weight").orElse(new Argument.Nothing())
                        instanceof Argument.Tensor(Value weight)
                    && weight.type().shape().rank().orElse(0) > 0
                    && weight.type().shape().dim(0).isKnown(1));
  }

  /** A linear layer gives its scores in the last dimension; any other of one is not of scores. */
  private static boolean isOverLast(GraphNode node) {
    int rank = node.inputs().getFirst().type().shape().rank().orElse(0);
    return axis(node, rank) == rank - 1;
  }
}
