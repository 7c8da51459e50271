package dev.tensorvet.rules.numerics;

import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Followed;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Vectors are brought to length one along another dimension than that of their features. */
final class NormaliseWrongDim implements Rule<Followed> {

  private static final Set<String> LENGTHS = Set.of("norm", "linalg_norm", "linalg_vector_norm");

  @Override
  public Class<Followed> subject() {
    return Followed.class;
  }

  @Override
  public void check(Followed code, RuleContext context) {
    Wiring wiring = Wiring.of(code.graph());
    Optional<LastFeatures> known = LastFeatures.of(code, wiring);
    for (GraphNode node : code.graph().nodes()) {
      if (node.op().equals("normalize") && node.argument("dim").isEmpty()) {
        known
            .flatMap(features -> features.layer(node.inputs().getFirst()))
            .ifPresent(layer -> overSteps(node, layer, context));
      } else if (isDividedByOneLength(node, wiring)) {
        overAll(node, context);
      }
    }
  }

  private void overSteps(GraphNode node, GraphNode layer, RuleContext context) {
    Shape shape = node.inputs().getFirst().type().shape();
    String message =
        "%s names no dimension, and takes dimension 1 of %s: the features are the last"
            .formatted(ModelFinding.code(node.origin()), shape);
    LastFeatures.report(id(), node, message, layer, context);
  }

  private void overAll(GraphNode node, RuleContext context) {
    String message =
        "%s divides all samples of %s by one number: the result for each depends on the others"
            .formatted(ModelFinding.code(node.origin()), node.inputs().getFirst().type().shape());
    ModelFinding.at(id(), context.file(), node.origin(), message).ifPresent(context::report);
  }

  /** Whether a batch is divided by the length of all that is in it. */
  private static boolean isDividedByOneLength(GraphNode node, Wiring wiring) {
    if (!List.of("div", "div_").contains(node.op()) || node.inputs().size() != 2) {
      return false;
    }
    Value divided = node.inputs().getFirst();
    return wiring.isBatched(divided.type().shape())
        && node.inputs().getLast().type().shape().hasRank(0)
        && wiring
            .maker(node.inputs().getLast())
            .filter(length -> LENGTHS.contains(length.op()))
            .filter(length -> length.inputs().getFirst().equals(divided))
            .isPresent();
  }
}
