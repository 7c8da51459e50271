package dev.tensorvet.rules.numerics;

import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Followed;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Values whose last dimension are the features that a layer has made. */
final class LastFeatures {

  /** Layers that give features in the last dimension, whatever stands before it. */
  private static final Set<String> LAYERS =
      Set.of(
          "linear",
          "embedding",
          "layer_norm",
          "rms_norm",
          "lstm",
          "gru",
          "rnn_tanh",
          "rnn_relu",
          "scaled_dot_product_attention");

  /** What leaves each dimension where it is. */
  private static final Set<String> PASSED =
      Set.of(
          "relu",
          "relu_",
          "gelu",
          "silu",
          "tanh",
          "sigmoid",
          "leaky_relu",
          "elu",
          "dropout",
          "add",
          "sub",
          "mul",
          "div",
          "add_",
          "mul_",
          "div_",
          "to",
          "float",
          "half",
          "contiguous",
          "detach",
          "clone");

  /** What moves dimensions: a layer behind it may be one over the steps. */
  private static final Set<String> TURNED =
      Set.of("transpose", "permute", "movedim", "swapaxes", "mT", "einops_rearrange");

  private final Wiring wiring;

  private LastFeatures(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Of what was followed; empty where shapes were chosen of which others would do as well, so that
   * nobody knows how many dimensions there are.
   */
  static Optional<LastFeatures> of(Followed code, Wiring wiring) {
    boolean isChosen =
        code.inputs().stream()
            .map(Interpretation.GivenInput::source)
            .anyMatch(List.of(InputSource.ASSUMED, InputSource.SOLVED)::contains);
    return isChosen ? Optional.empty() : Optional.of(new LastFeatures(wiring));
  }

  /**
   * The layer whose results are the last dimension of a value with dimensions before the batch's.
   */
  Optional<GraphNode> layer(Value value) {
    return value.type().shape().rank().orElse(0) < 3
        ? Optional.empty()
        : wiring
            .origin(value, LastFeatures::isPassed)
            .filter(node -> LAYERS.contains(node.op()) && !isOfTurned(node));
  }

  /** Says what is done with features, and which layer makes them. */
  static void report(
      RuleId rule, GraphNode node, String message, GraphNode layer, RuleContext context) {
    ModelFinding.at(rule, context.file(), node.origin(), message)
        .map(
            finding ->
                finding.withRelated(
                    ModelFinding.place(layer.origin())
                        .filter(place -> !place.equals(finding.place()))
                        .map(place -> new Related(place, "the features are computed here"))))
        .ifPresent(context::report);
  }

  private static boolean isPassed(GraphNode node) {
    return PASSED.contains(node.op()) || isUnsqueezedBefore(node);
  }

  /** Whether a dimension of one is put before the last. */
  private static boolean isUnsqueezedBefore(GraphNode node) {
    return node.op().equals("unsqueeze")
        && node.argument("dim").orElse(new Argument.Nothing()) instanceof Argument.Int dim
        && dim.value().known().isPresent()
        && isBefore(dim.value().known().getAsLong(), node.results().getFirst());
  }

  private static boolean isBefore(long dim, Value result) {
    int rank = result.type().shape().rank().orElse(0);
    long at = dim < 0 ? dim + rank : dim;
    return at >= 0 && at < rank - 1;
  }

  private boolean isOfTurned(GraphNode layer) {
    return layer.inputs().stream()
        .findFirst()
        .flatMap(
            input -> wiring.origin(input, node -> isPassed(node) || LAYERS.contains(node.op())))
        .filter(node -> TURNED.contains(node.op()))
        .isPresent();
  }
}
