package dev.tensorvet.rules.model;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Output;
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
import java.util.Set;

/** The samples of a batch are merged with what they hold. */
final class FlattenMergesBatch implements Rule<Interpretation> {

  private static final Set<String> FLATTENINGS = Set.of("flatten", "ravel");
  private static final Set<String> VIEWS = Set.of("view", "reshape");
  private static final Set<String> LAYERS =
      Set.of("linear", "conv1d", "conv2d", "conv3d", "batch_norm", "layer_norm", "addmm");
  private static final Set<String> RESTORING =
      Set.of("view", "reshape", "view_as", "reshape_as", "unflatten", "einops_rearrange");

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    Wiring wiring = Wiring.of(model.graph());
    for (GraphNode node : model.graph().nodes()) {
      if (merges(node, wiring) && isMissed(node.results().getFirst(), model, wiring)) {
        String message =
            "%s makes %s of %s: the samples of the batch are merged"
                .formatted(
                    ModelFinding.code(node.origin()),
                    node.results().getFirst().type().shape(),
                    node.inputs().getFirst().type().shape());
        ModelFinding.at(id(), context.file(), node.origin(), message).ifPresent(context::report);
      }
    }
  }

  private static boolean merges(GraphNode node, Wiring wiring) {
    if (node.inputs().isEmpty() || !wiring.isBatched(node.inputs().getFirst().type().shape())) {
      return false;
    }
    Shape from = node.inputs().getFirst().type().shape();
    Shape to = node.results().getFirst().type().shape();
    boolean isOfAll =
        FLATTENINGS.contains(node.op()) || (VIEWS.contains(node.op()) && isMinusOne(node, 1));
    if (isOfAll) {
      return to.hasRank(1) && to.dim(0).equalTo(from.dim(0)) == Proof.NO;
    }
    return VIEWS.contains(node.op())
        && isMinusOne(node, to.rank().orElse(0))
        && to.rank().orElse(0) > 1
        && fitsNoTail(from, to);
  }

  /** Whether the first of so many sizes that are asked for is the one that is left. */
  private static boolean isMinusOne(GraphNode node, int count) {
    return node.argument("shape").orElse(new Argument.Nothing()) instanceof Argument.Many asked
        && asked.elements().size() == count
        && asked.elements().getFirst() instanceof Argument.Int first
        && first.value().isKnown(-1);
  }

  /** Whether what a row holds is surely not what the last dimensions hold, however many. */
  private static boolean fitsNoTail(Shape from, Shape to) {
    Dim row = product(to.dims().orElse(List.of()), 1);
    List<Dim> dims = from.dims().orElse(List.of());
    for (int i = 1; i < dims.size(); i++) {
      if (product(dims, i).equalTo(row) != Proof.NO) {
        return false;
      }
    }
    return true;
  }

  private static Dim product(List<Dim> dims, int first) {
    return dims.stream().skip(first).reduce(Dim.of(1), Dim::times);
  }

  /** Whether it meets a layer or is the result, and is not taken apart again. */
  private static boolean isMissed(Value merged, Interpretation model, Wiring wiring) {
    boolean isRestored =
        wiring.reaches(
            merged,
            node ->
                RESTORING.contains(node.op())
                    && wiring.isBatched(node.results().getFirst().type().shape()));
    return !isRestored
        && (wiring.reaches(merged, node -> LAYERS.contains(node.op()))
            || isResult(merged, model, wiring));
  }

  /** A single row may be what a loss is to be given, where nothing is said to be flattened. */
  private static boolean isResult(Value merged, Interpretation model, Wiring wiring) {
    return model.graph().output() instanceof Output.Tensor output
        && output.value().equals(merged)
        && (!merged.type().shape().hasRank(1) || isFlattening(merged, wiring));
  }

  private static boolean isFlattening(Value merged, Wiring wiring) {
    return wiring.maker(merged).filter(node -> FLATTENINGS.contains(node.op())).isPresent();
  }
}
