package dev.tensorvet.rules.model;

import dev.tensorvet.graph.Argument;
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

/** The code takes the batch of a recurrent layer for its steps. */
final class RnnBatchFirstConfusion implements Rule<Interpretation> {

  private static final Set<String> NETWORKS = Set.of("lstm", "gru", "rnn_tanh", "rnn_relu");
  private static final Set<String> PASSED = Set.of("dropout", "relu", "tanh", "contiguous");

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    Wiring wiring = Wiring.of(model.graph());
    for (GraphNode node : model.graph().nodes()) {
      if (node.op().equals("index")) {
        what(node, wiring)
            .flatMap(what -> ModelFinding.at(id(), context.file(), node.origin(), what))
            .ifPresent(context::report);
      } else if (NETWORKS.contains(node.op()) && isBatchOfSteps(node, wiring)) {
        String message =
            "%s is given a hidden state for the first dimension of its input, which without"
                + " `batch_first=True` holds the steps";
        ModelFinding.at(
                id(),
                context.file(),
                node.origin(),
                message.formatted(ModelFinding.code(node.origin())))
            .ifPresent(context::report);
      }
    }
  }

  // --- the last of something

  private static Optional<String> what(GraphNode index, Wiring wiring) {
    if (index.inputs().isEmpty()) {
      return Optional.empty();
    }
    Value from = index.inputs().getFirst();
    Optional<GraphNode> network =
        wiring
            .origin(from, node -> PASSED.contains(node.op()))
            .filter(node -> NETWORKS.contains(node.op()) && isBatched(node));
    if (network.isEmpty() || network.get().results().size() < 2) {
      return Optional.empty();
    }
    boolean isBatchFirst = isBatchFirst(network.get());
    boolean isOutput =
        from.type().shape().equals(network.get().results().getFirst().type().shape());
    boolean isHidden = network.get().results().indexOf(from) > 0;
    int dim = lastOf(index);
    if (!isHidden && isOutput && dim == (isBatchFirst ? 0 : 1)) {
      return Optional.of(
          "%s is the last sample of the batch, not the last step: %s"
              .formatted(
                  ModelFinding.code(index.origin()),
                  isBatchFirst
                      ? "with `batch_first=True` the steps are in dimension 1"
                      : "without `batch_first=True` the steps are in dimension 0"));
    }
    return isHidden && dim == 1
        ? Optional.of(
            "%s is the hidden state of the last sample: its dimensions are layers, batch and features, whatever `batch_first`"
                .formatted(ModelFinding.code(index.origin())))
        : Optional.empty();
  }

  /** The dimension of which an index takes the last, when that is all that it does; else -1. */
  private static int lastOf(GraphNode index) {
    if (!(index.argument("index").orElse(new Argument.Nothing()) instanceof Argument.Many many)) {
      return -1;
    }
    List<Argument> parts = many.elements();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Argument.Int at) {
        boolean isRestWhole = parts.stream().skip(i + 1L).allMatch(RnnBatchFirstConfusion::isWhole);
        return at.value().isKnown(-1) && isRestWhole ? i : -1;
      }
      if (!isWhole(parts.get(i))) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isWhole(Argument part) {
    return part instanceof Argument.Slice slice
        && slice.lower() instanceof Argument.Nothing
        && slice.upper() instanceof Argument.Nothing
        && slice.step() instanceof Argument.Nothing;
  }

  // --- a hidden state

  /**
   * Whether the hidden state has the first size of the input for its batch: then the two first
   * sizes must be one, which the trace has made them.
   */
  private static boolean isBatchOfSteps(GraphNode network, Wiring wiring) {
    if (!isBatched(network) || isBatchFirst(network)) {
      return false;
    }
    Shape shape = network.inputs().getFirst().type().shape();
    return wiring.isBatched(shape)
        && shape.dim(1).equals(shape.dim(0))
        && isOf(network.argument("hx").orElse(new Argument.Nothing()), shape.dim(0));
  }

  private static boolean isOf(Argument state, Dim batch) {
    return switch (state) {
      case Argument.Many states -> states.elements().stream().anyMatch(each -> isOf(each, batch));
      case Argument.Tensor(Value value) ->
          value.type().shape().hasRank(3) && value.type().shape().dim(1).equals(batch);
      default -> false;
    };
  }

  private static boolean isBatched(GraphNode network) {
    return !network.inputs().isEmpty() && network.inputs().getFirst().type().shape().hasRank(3);
  }

  private static boolean isBatchFirst(GraphNode network) {
    return network.argument("batch_first").orElse(new Argument.Nothing())
            instanceof Argument.Flag flag
        && flag.value();
  }
}
