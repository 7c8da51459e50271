package dev.tensorvet.rules.numerics;

import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Followed;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.Optional;
import java.util.regex.Pattern;

/** Two vectors are compared along another dimension than that of their features. */
final class CosineEmbeddingDim implements Rule<Followed> {

  private static final String OP = "cosine_similarity";

  /** How a layer is made that is not told a dimension. */
  private static final Pattern UNTOLD = Pattern.compile("(?s)[\\w.]+\\(\\s*(eps\\s*=[^,]*)?\\)");

  @Override
  public Class<Followed> subject() {
    return Followed.class;
  }

  @Override
  public void check(Followed code, RuleContext context) {
    Optional<LastFeatures> known = LastFeatures.of(code, Wiring.of(code.graph()));
    for (GraphNode node : code.graph().nodes()) {
      if (node.op().equals(OP) && node.inputs().size() == 2 && isUntold(node, code)) {
        known
            .filter(features -> features.layer(node.inputs().getLast()).isPresent())
            .flatMap(features -> features.layer(node.inputs().getFirst()))
            .ifPresent(layer -> report(node, layer, context));
      }
    }
  }

  private static boolean isUntold(GraphNode node, Followed code) {
    return node.argument("dim").isEmpty()
        || maker(node, code).filter(UNTOLD.asMatchPredicate()).isPresent();
  }

  /** The code that makes the layer of a library which runs a node. */
  private static Optional<String> maker(GraphNode node, Followed code) {
    return code.graph().calls().stream()
        .filter(
            call -> call.isLibrary() && call.first() == node.id() && call.end() == node.id() + 1)
        .flatMap(call -> call.made().stream())
        .map(frame -> frame.file().text(frame.span()))
        .findFirst();
  }

  private void report(GraphNode node, GraphNode layer, RuleContext context) {
    String message =
        "%s names no dimension, and compares %s with %s along dimension 1: the features are the last"
            .formatted(
                ModelFinding.code(node.origin()),
                node.inputs().getFirst().type().shape(),
                node.inputs().getLast().type().shape());
    LastFeatures.report(id(), node, message, layer, context);
  }
}
