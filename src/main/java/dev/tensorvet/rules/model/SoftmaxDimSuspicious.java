package dev.tensorvet.rules.model;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.rule.CallArgument;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A softmax is taken over the samples of a batch, or over a dimension that nobody has chosen. */
final class SoftmaxDimSuspicious implements Rule<Interpretation> {

  private static final RuleId ID = new RuleId("softmax-dim-suspicious");

  private static final Set<String> SOFTMAXES = Set.of("softmax", "log_softmax", "softmin");

  /** What takes the first of four dimensions for the batch. */
  private static final Set<String> MAPS = Set.of("conv2d", "conv_transpose2d", "batch_norm");

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    Wiring wiring = Wiring.of(model.graph());
    boolean isOfImages = model.graph().nodes().stream().anyMatch(n -> MAPS.contains(n.op()));
    boolean isTold = model.inputs().stream().allMatch(SoftmaxDimSuspicious::isTold);
    List<Value> given = model.graph().output().values().toList();
    for (GraphNode node : model.graph().nodes()) {
      if (SOFTMAXES.contains(node.op()) && !node.inputs().isEmpty()) {
        boolean isResult =
            isTold
                && given.contains(node.results().getFirst())
                && node.results().getFirst().type().shape().hasRank(2);
        check(node, isOfImages || isResult, wiring, context);
      }
    }
  }

  /** Whether the code says which shape an input has: layers take a sample as well as a batch. */
  private static boolean isTold(Interpretation.GivenInput input) {
    return switch (input.source()) {
      case WRITTEN, CALL, DATA, DOCUMENTED -> true;
      case LAYERS, ASSUMED, SOLVED, UNKNOWN -> false;
    };
  }

  /**
   * @param isSurelyBatch whether the first dimension of the input can be nothing but the batch:
   *     that of images, or of a matrix which the model gives
   */
  private static void check(
      GraphNode node, boolean isSurelyBatch, Wiring wiring, RuleContext context) {
    Shape shape = node.inputs().getFirst().type().shape();
    boolean isChosen =
        !(node.argument("dim").orElse(new Argument.Nothing()) instanceof Argument.Nothing);
    int rank = shape.rank().orElse(0);
    // A vector leaves no choice.
    if (!isChosen && rank > 1) {
      // What PyTorch chooses: the first of three, else the second.
      int dim = rank == 3 ? 0 : 1;
      String message =
          "%s names no dimension: of %s it takes dimension %d%s"
              .formatted(
                  ModelFinding.code(node.origin()),
                  shape,
                  dim,
                  dim == 0 && wiring.isBatched(shape) ? ", the batch" : "");
      ModelFinding.at(ID, context.file(), node.origin(), message)
          .map(finding -> finding.withFix(rank == 2 ? fix(finding) : Optional.empty()))
          .ifPresent(context::report);
    } else if (isSurelyBatch && isOverBatch(node, shape, wiring)) {
      String message =
          "%s is taken over the batch, the first dimension of %s: each sample's result depends on the others"
              .formatted(ModelFinding.code(node.origin()), shape);
      ModelFinding.at(ID, context.file(), node.origin(), message)
          .map(finding -> finding.withCertainty(Certainty.LIKELY))
          .ifPresent(context::report);
    }
  }

  private static boolean isOverBatch(GraphNode node, Shape shape, Wiring wiring) {
    return node.argument("dim").orElse(new Argument.Nothing()) instanceof Argument.Int dim
        && (dim.value().isKnown(0) || dim.value().isKnown(-shape.rank().orElse(0)))
        && wiring.isBatched(shape);
  }

  /** Of a matrix, says what is taken without it. */
  private static Optional<Fix> fix(Finding finding) {
    String call = finding.place().file().text(finding.place().span());
    return Layers.isSoftmaxFunction(call)
        ? CallArgument.add(finding.place(), "dim=1", Fix.Safety.SAFE)
        : Optional.empty();
  }
}
