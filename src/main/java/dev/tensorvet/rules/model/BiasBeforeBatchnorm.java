package dev.tensorvet.rules.model;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A layer has a bias, and batch normalisation behind it takes it out again. */
final class BiasBeforeBatchnorm implements Rule<Interpretation> {

  private static final RuleId ID = new RuleId("bias-before-batchnorm");

  private static final String NORM = "batch_norm";

  private static final Set<String> LAYERS =
      Set.of(
          "linear",
          "conv1d",
          "conv2d",
          "conv3d",
          "conv_transpose1d",
          "conv_transpose2d",
          "conv_transpose3d");

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    if (model.graph().nodes().stream().noneMatch(node -> node.op().equals(NORM))) {
      return;
    }
    Wiring wiring = Wiring.of(model.graph());
    Map<Integer, Place> makers = makers(model);
    List<Value> given = model.graph().output().values().toList();
    Set<Place> idle = new LinkedHashSet<>();
    List<Place> needed = new ArrayList<>();
    for (GraphNode node : model.graph().nodes()) {
      Optional<Place> layer =
          LAYERS.contains(node.op()) ? bias(node).flatMap(b -> at(b, makers)) : Optional.empty();
      layer.ifPresent(
          place -> {
            if (isTakenOut(node.results().getFirst(), wiring, given, makers)) {
              idle.add(place);
            } else {
              needed.add(place);
            }
          });
    }
    idle.stream()
        .filter(place -> !needed.contains(place) && place.file() == context.file())
        .filter(BiasBeforeBatchnorm::isUntold)
        .forEach(place -> context.report(finding(place)));
  }

  /** Where the code makes the layers that hold the weights. */
  private static Map<Integer, Place> makers(Interpretation model) {
    Map<Integer, Place> makers = new HashMap<>();
    for (GraphNode node : model.graph().setUp()) {
      ModelFinding.place(node.origin())
          .ifPresent(place -> node.results().forEach(value -> makers.put(value.id(), place)));
    }
    return makers;
  }

  private static Optional<Value> bias(GraphNode node) {
    return node.argument(Layers.BIAS).orElse(new Argument.Nothing()) instanceof Argument.Tensor bias
        ? Optional.of(bias.value())
        : Optional.empty();
  }

  private static Optional<Place> at(Value weight, Map<Integer, Place> makers) {
    return Optional.ofNullable(makers.get(weight.id()));
  }

  /** A normalisation that the model is told to use may be another one elsewhere. */
  private static boolean isTakenOut(
      Value result, Wiring wiring, List<Value> given, Map<Integer, Place> makers) {
    List<GraphNode> users = wiring.users(result);
    return users.size() == 1
        && users.getFirst().op().equals(NORM)
        && !given.contains(result)
        && users.getFirst().inputs().stream()
            .flatMap(weight -> at(weight, makers).stream())
            .anyMatch(place -> Layers.namesBatchNorm(place.file().text(place.span())));
  }

  /** Who writes of a bias has chosen it. */
  private static boolean isUntold(Place layer) {
    return !layer.file().text(layer.span()).contains(Layers.BIAS);
  }

  private static Finding finding(Place layer) {
    boolean mayBeTold = layer.file().text(layer.span()).contains("**");
    return Finding.of(
            ID,
            layer,
            "the bias of this layer does nothing: the batch normalisation behind it subtracts the"
                + " mean, and the bias with it")
        .withFix(
            mayBeTold
                ? Optional.empty()
                : CallArgument.add(layer, Layers.BIAS + "=False", Fix.Safety.UNSAFE));
  }
}
