package dev.tensorvet.rules.model;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Level;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Batch norm is given one value for each channel, of which it can make no statistics. */
final class BatchNormSingleValue implements Rule<Interpretation> {

  /** What makes maps of one position, whatever the input. */
  private static final Set<String> POOLS =
      Set.of("adaptive_avg_pool2d", "adaptive_max_pool2d", "adaptive_avg_pool3d", "mean");

  private static final Set<String> PASSED =
      Set.of("conv2d", "conv3d", "relu", "relu_", "gelu", "silu", "dropout", "batch_norm");

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    Wiring wiring = Wiring.of(model.graph());
    for (GraphNode node : model.graph().nodes()) {
      if (node.op().equals("batch_norm")) {
        check(node, wiring, model, context);
      }
    }
  }

  private void check(GraphNode node, Wiring wiring, Interpretation model, RuleContext context) {
    Value input = node.inputs().getFirst();
    Shape shape = input.type().shape();
    if (!shape.isComplete() || shape.rank().orElse(0) < 2) {
      return;
    }
    Dim perSample = shape.dims().orElse(List.of()).stream().skip(2).reduce(Dim.of(1), Dim::times);
    boolean isOne = perSample.isKnown(1);
    if (isOne && shape.dim(0).isKnown(1) && isOfManySamples(model)) {
      report(node, "it always fails in training, with one value for each channel", context)
          .ifPresent(context::report);
    } else if (isOne && wiring.isBatched(shape) && isPooled(input, wiring)) {
      report(node, "it fails in training on a batch of one sample", context)
          .map(finding -> finding.withLevelAtMost(Level.ADVICE))
          .ifPresent(context::report);
    }
  }

  private Optional<Finding> report(GraphNode node, String what, RuleContext context) {
    String message =
        "%s is given %s: %s"
            .formatted(
                ModelFinding.code(node.origin()), node.inputs().getFirst().type().shape(), what);
    return ModelFinding.at(id(), context.file(), node.origin(), message);
  }

  /** Whether the input is not itself of one sample, which an example in the code may be. */
  private static boolean isOfManySamples(Interpretation model) {
    return model.graph().inputs().stream()
        .map(input -> input.value().type().shape())
        .noneMatch(shape -> shape.rank().orElse(0) > 0 && shape.dim(0).isKnown(1));
  }

  private static boolean isPooled(Value input, Wiring wiring) {
    return wiring
        .origin(input, node -> PASSED.contains(node.op()))
        .filter(node -> POOLS.contains(node.op()))
        .isPresent();
  }
}
