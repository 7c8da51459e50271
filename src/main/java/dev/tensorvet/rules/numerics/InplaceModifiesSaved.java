package dev.tensorvet.rules.numerics;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Related;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.graph.Aliases;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.OpEffects;
import dev.tensorvet.graph.SavedTensors;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A tensor is changed in place that an earlier operation needs for its backward pass. */
final class InplaceModifiesSaved implements Rule<Interpretation> {

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    if (model.graph().nodes().stream().noneMatch(InplaceModifiesSaved::isChange)) {
      return;
    }
    Wiring wiring = Wiring.of(model.graph());
    Aliases aliases = Aliases.of(model.graph());
    SavedTensors saved = SavedTensors.of(model.graph());
    Map<Value, GraphNode> keepers = new HashMap<>();
    for (GraphNode node : model.graph().nodes()) {
      if (isChange(node)) {
        Value memory = aliases.base(node.inputs().getFirst());
        Optional.ofNullable(keepers.get(memory))
            .filter(keeper -> !wiring.excludes(keeper, node))
            .ifPresent(keeper -> report(node, keeper, context));
      }
      saved.by(node).forEach(value -> keepers.put(aliases.base(value), node));
    }
  }

  private static boolean isChange(GraphNode node) {
    return OpEffects.changes(node.op())
        && Aliases.isInPlace(node)
        && !node.inputs().isEmpty()
        && node.argument("p").filter(p -> !isSurelyDropping(p)).isEmpty();
  }

  /** Whether a rate is one at which dropout changes anything; nothing is dropped at zero. */
  private static boolean isSurelyDropping(Argument rate) {
    return rate instanceof Argument.Real(double value) && value > 0;
  }

  private void report(GraphNode change, GraphNode keeper, RuleContext context) {
    boolean isSeen =
        change.origin().stack().stream().noneMatch(InplaceModifiesSaved::mayBeWithoutGraph)
            && !ModelFinding.code(change.origin()).contains(".data");
    if (isSeen) {
      String message =
          "%s changes a tensor in place that %s needs for its backward pass: training fails there"
              .formatted(ModelFinding.code(change.origin()), ModelFinding.code(keeper.origin()));
      ModelFinding.at(id(), context.file(), change.origin(), message)
          .map(
              finding ->
                  finding
                      .withCertainty(Certainty.LIKELY)
                      .withRelated(
                          ModelFinding.place(keeper.origin())
                              .map(place -> new Related(place, "the tensor is kept here"))))
          .ifPresent(context::report);
    }
  }

  /**
   * Whether the code speaks of graphs that are not built: nothing is kept there. A function with a
   * backward pass of its own keeps what it says itself.
   */
  private static boolean mayBeWithoutGraph(Frame frame) {
    String text = frame.file().text();
    return Effects.mayWriteOwnGradient(text)
        || Effects.words(Effects.Effect.NO_GRADIENT).stream().anyMatch(text::contains);
  }
}
