package dev.tensorvet.rules.numerics;

import dev.tensorvet.finding.Related;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A softmax over one score is one, whatever the score. */
final class SingleLogitSoftmax implements Rule<Interpretation> {

  /** Layers whose weights begin with the number of their results. */
  private static final Set<String> LAYERS = Set.of("linear", "conv1d", "conv2d", "conv3d");

  private static final Set<String> PASSED =
      Set.of("dropout", "relu", "tanh", "leaky_relu", "div", "mul", "add", "squeeze", "unsqueeze");

  private static final Set<String> WEIGHING = Set.of("mul", "matmul", "bmm", "einsum");

  private static final Map<String, String> VALUES =
      Map.of("softmax", "always 1", "log_softmax", "always 0");

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    Wiring wiring = Wiring.of(model.graph());
    for (GraphNode node : model.graph().nodes()) {
      boolean isChosen = isChosen(model) || (isAssumed(model) && isWeighing(node, model.graph()));
      if (VALUES.containsKey(node.op()) && isOverOne(node, isChosen)) {
        scores(node, wiring).ifPresent(layer -> report(node, layer, context));
      }
    }
  }

  private void report(GraphNode node, GraphNode layer, RuleContext context) {
    String message =
        "%s is %s: it is over a dimension of size 1 of %s"
            .formatted(
                ModelFinding.code(node.origin()),
                VALUES.getOrDefault(node.op(), ""),
                node.inputs().getFirst().type().shape());
    ModelFinding.at(id(), context.file(), node.origin(), message)
        .map(
            finding ->
                finding.withRelated(
                    ModelFinding.place(layer.origin())
                        .filter(place -> !place.equals(finding.place()))
                        .map(place -> new Related(place, "the one score is computed here"))))
        .ifPresent(context::report);
  }

  /** Whether an input is only the first one that was tried for which the layers fit. */
  private static boolean isChosen(Interpretation model) {
    return model.inputs().stream().anyMatch(input -> input.source() == InputSource.SOLVED);
  }

  /** Whether the rank of an input is the usual one of what is done with it. */
  private static boolean isAssumed(Interpretation model) {
    return model.inputs().stream().anyMatch(input -> input.source() == InputSource.ASSUMED);
  }

  /**
   * Whether something is weighed by the result: one score for each of many, with more dimensions.
   */
  private static boolean isWeighing(GraphNode softmax, Graph graph) {
    return graph.nodes().stream()
        .filter(node -> WEIGHING.contains(node.op()))
        .anyMatch(
            node ->
                node.inputs().stream()
                    .anyMatch(
                        input -> softmax.results().stream().anyMatch(r -> r.id() == input.id())));
  }

  private static boolean isOverOne(GraphNode node, boolean isChosen) {
    Shape shape =
        node.inputs().isEmpty() ? Shape.unknown() : node.inputs().getFirst().type().shape();
    int rank = shape.rank().orElse(0);
    if (!(node.argument("dim").orElse(new Argument.Nothing()) instanceof Argument.Int dim)
        || dim.value().known().isEmpty()) {
      return false;
    }
    long at = dim.value().known().getAsLong();
    long axis = at < 0 ? at + rank : at;
    return !(isChosen && at >= 0) && axis >= 0 && axis < rank && shape.dim((int) axis).isKnown(1);
  }

  /** The layer that gives one score: a dimension of one of another origin may be meant. */
  private static Optional<GraphNode> scores(GraphNode node, Wiring wiring) {
    return wiring
        .origin(node.inputs().getFirst(), n -> PASSED.contains(n.op()))
        .filter(layer -> LAYERS.contains(layer.op()))
        .filter(
            layer ->
                layer.argument("weight").orElse(new Argument.Nothing())
                        instanceof Argument.Tensor(Value weight)
                    && weight.type().shape().rank().orElse(0) > 0
                    && weight.type().shape().dim(0).isKnown(1));
  }
}
