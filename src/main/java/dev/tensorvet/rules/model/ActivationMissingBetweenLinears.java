package dev.tensorvet.rules.model;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** Two linear layers follow each other, and can compute nothing that one could not. */
final class ActivationMissingBetweenLinears implements Rule<Interpretation> {

  private static final RuleId ID = new RuleId("activation-missing-between-linears");

  private static final String LINEAR = "linear";

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    Wiring wiring = Wiring.of(model.graph());
    List<Value> given = model.graph().output().values().toList();
    for (GraphNode second : model.graph().nodes()) {
      if (second.op().equals(LINEAR)) {
        first(second, wiring, given)
            .filter(first -> isOfOnePart(first, second) && isNoBottleneck(first, second))
            .filter(first -> isUsedOnce(first, wiring) && isUsedOnce(second, wiring))
            .filter(first -> !hasPlace(first, second, model.graph()))
            .ifPresent(first -> report(first, second, context));
      }
    }
  }

  /** The linear layer that gives what a second one takes, and nothing else does. */
  private static Optional<GraphNode> first(GraphNode second, Wiring wiring, List<Value> given) {
    Optional<GraphNode> at = alone(second, wiring, given);
    while (at.isPresent() && at.get().op().equals("dropout")) {
      at = alone(at.get(), wiring, given);
    }
    return at.filter(node -> node.op().equals(LINEAR));
  }

  private static Optional<GraphNode> alone(GraphNode node, Wiring wiring, List<Value> given) {
    return node.inputs().stream()
        .findFirst()
        .filter(value -> wiring.users(value).size() == 1 && !given.contains(value))
        .flatMap(wiring::maker);
  }

  /** Whether both are layers of one module, which knows of both. */
  private static boolean isOfOnePart(GraphNode first, GraphNode second) {
    String one = first.origin().module();
    String other = second.origin().module();
    return !one.equals(other) && whole(one).equals(whole(other));
  }

  /** Whether a module between two nodes does nothing here: others may be put in its place. */
  private static boolean hasPlace(GraphNode first, GraphNode second, Graph graph) {
    return graph.calls().stream()
        .anyMatch(
            call ->
                call.first() == call.end()
                    && call.first() > first.id()
                    && call.first() <= second.id());
  }

  private static String whole(String module) {
    return module.substring(0, Math.max(0, module.lastIndexOf('.')));
  }

  /** Whether two layers in one can be any matrix: fewer values between them make its rank low. */
  private static boolean isNoBottleneck(GraphNode first, GraphNode second) {
    Shape one = weight(first).map(value -> value.type().shape()).orElse(Shape.unknown());
    Shape other = weight(second).map(value -> value.type().shape()).orElse(Shape.unknown());
    if (one.rank().orElse(0) != 2 || other.rank().orElse(0) != 2) {
      return false;
    }
    Dim between = one.dim(0);
    return one.dim(1).atMost(between) == Proof.YES || other.dim(0).atMost(between) == Proof.YES;
  }

  private static boolean isUsedOnce(GraphNode layer, Wiring wiring) {
    return weight(layer).filter(weight -> wiring.users(weight).size() == 1).isPresent();
  }

  private static Optional<Value> weight(GraphNode layer) {
    return layer.argument(Layers.WEIGHT).orElse(new Argument.Nothing())
            instanceof Argument.Tensor weight
        ? Optional.of(weight.value())
        : Optional.empty();
  }

  private static void report(GraphNode first, GraphNode second, RuleContext context) {
    String message =
        "there is no activation between `%s` and `%s`: both together can compute what one linear"
                .formatted(first.origin().module(), second.origin().module())
            + " layer can";
    ModelFinding.at(ID, context.file(), second.origin(), message).ifPresent(context::report);
  }
}
