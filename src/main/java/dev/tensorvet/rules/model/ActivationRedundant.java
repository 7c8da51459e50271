package dev.tensorvet.rules.model;

import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An activation is applied to what another has already made of it. */
final class ActivationRedundant implements Rule<Interpretation> {

  private static final RuleId ID = new RuleId("activation-redundant");

  /** What an activation makes of the results of others, for those where it is no use. */
  private static final Map<String, Map<String, String>> EFFECTS =
      Map.of(
          "relu", Map.of("relu", "it changes nothing", "sigmoid", "it changes nothing"),
          "sigmoid",
              Map.of(
                  "relu", "nothing is below one half",
                  "sigmoid", "all comes between 0.5 and 0.74"),
          "tanh", Map.of("sigmoid", "all comes between 0 and 0.77"),
          "softmax", Map.of("softmax", "the probabilities become nearly equal"),
          "log_softmax",
              Map.of(
                  "softmax", "the probabilities become nearly equal",
                  "log_softmax", "it changes nothing"));

  private static final Set<String> PASSED = Set.of("dropout", "dropout2d", "contiguous");

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    Wiring wiring = Wiring.of(model.graph());
    List<Value> given = model.graph().output().values().toList();
    for (GraphNode node : model.graph().nodes()) {
      Map<String, String> effects = EFFECTS.getOrDefault(node.op(), Map.of());
      if (!effects.isEmpty() && !node.inputs().isEmpty()) {
        first(node, wiring, given)
            .filter(first -> isOfOneRun(first.origin(), node.origin()))
            .ifPresent(
                first ->
                    Optional.ofNullable(effects.get(first.op()))
                        .ifPresent(effect -> report(first, node, effect, context)));
      }
    }
  }

  /** What made a value that nothing else uses, but for what drops elements of it. */
  private static Optional<GraphNode> first(GraphNode node, Wiring wiring, List<Value> given) {
    Optional<GraphNode> at = alone(node, wiring, given);
    while (at.isPresent() && PASSED.contains(at.get().op())) {
      at = alone(at.get(), wiring, given);
    }
    return at;
  }

  private static Optional<GraphNode> alone(GraphNode node, Wiring wiring, List<Value> given) {
    return node.inputs().stream()
        .findFirst()
        .filter(value -> wiring.users(value).size() == 1 && !given.contains(value))
        .flatMap(wiring::maker);
  }

  /** Whether one run of one function does both: other functions do not know of each other. */
  private static boolean isOfOneRun(Origin first, Origin second) {
    List<Frame> one = first.stack();
    List<Frame> other = second.stack();
    return !one.isEmpty()
        && one.size() == other.size()
        && one.getFirst().function().equals(other.getFirst().function())
        && one.subList(1, one.size()).equals(other.subList(1, other.size()));
  }

  private static void report(
      GraphNode first, GraphNode second, String effect, RuleContext context) {
    boolean isOneCall = first.origin().stack().equals(second.origin().stack());
    String message =
        "%s applies %s to the result of %s%s: %s"
            .formatted(
                ModelFinding.code(second.origin()),
                noun(second),
                isOneCall ? "" : ModelFinding.code(first.origin()) + ", ",
                noun(first),
                effect);
    ModelFinding.at(ID, context.file(), second.origin(), message)
        .map(
            finding ->
                isOneCall
                    ? finding
                    : finding.withRelated(
                        ModelFinding.place(first.origin())
                            .map(place -> new Related(place, "the first is applied here"))))
        .ifPresent(context::report);
  }

  private static String noun(GraphNode node) {
    return "a " + node.op();
  }
}
