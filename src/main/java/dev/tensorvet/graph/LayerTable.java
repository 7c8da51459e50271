package dev.tensorvet.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A model as a table: a row for each call of a module of the project or of a library's layer, in
 * the order in which they run. Containers have no row of their own.
 *
 * @param parameters of the whole model, each tensor counted once, whether it is used or not
 * @param trainable those of them that ask for a gradient
 * @param flops of one call of the model, a multiplication and an addition being two
 */
public record LayerTable(List<Layer> layers, Count parameters, Count trainable, Count flops) {

  public LayerTable {
    layers = List.copyOf(layers);
  }

  /**
   * A row.
   *
   * @param parameters its own and those of the modules below it, each tensor counted once
   * @param flops of this call
   * @param kept the bytes of results that this call keeps for the backward pass, in float32
   * @param isAgain whether an earlier row has the same module, and so the same parameters
   */
  public record Layer(
      ModuleCall call,
      Count parameters,
      Count trainable,
      Count flops,
      Count kept,
      boolean isAgain) {}

  public static LayerTable of(Graph graph) {
    SortedMap<Integer, Count> kept = kept(graph);
    List<Layer> layers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Optional<CallTree> tree = CallTree.of(graph);
    for (CallTree each : tree.map(CallTree::below).orElse(List.of())) {
      if (!each.isContainer()) {
        layers.add(layer(graph, kept, each, !seen.add(each.call().path())));
      }
    }
    return new LayerTable(
        layers,
        elements(graph, weight -> true, graph.noWeights()),
        elements(graph, Weight::isTrainable, graph.noWeights()),
        flops(graph.nodes()));
  }

  /** What nodes keep that is no weight, by their ids. */
  private static SortedMap<Integer, Count> kept(Graph graph) {
    SortedMap<Integer, Count> bytes = new TreeMap<>();
    for (Kept each : Kept.of(graph, Precision.FLOAT32)) {
      if (!each.isWeight()) {
        bytes.merge(each.node(), Count.nothing().plus(each.bytes()), Count::plus);
      }
    }
    return bytes;
  }

  private static Layer layer(
      Graph graph, SortedMap<Integer, Count> kept, CallTree tree, boolean isAgain) {
    ModuleCall call = tree.call();
    String prefix = call.path() + ".";
    Set<Integer> used = usedByLayers(graph, tree);
    Predicate<Weight> isOwn =
        weight -> weight.name().startsWith(prefix) || used.contains(weight.value().id());
    Count bytes =
        kept.subMap(call.first(), call.end()).values().stream()
            .reduce(Count.nothing(), Count::plus);
    List<GraphNode> nodes = nodes(graph, call);
    Count none = Graph.noWeights(nodes);
    return new Layer(
        call,
        elements(graph, isOwn, none),
        elements(graph, isOwn.and(Weight::isTrainable), none),
        flops(nodes),
        bytes,
        isAgain);
  }

  /**
   * What the layers of libraries use is their own, also where it is named after the module that it
   * is shared with.
   */
  private static Set<Integer> usedByLayers(Graph graph, CallTree tree) {
    Set<Integer> used = new HashSet<>();
    if (tree.call().isLibrary() && tree.inner().isEmpty()) {
      nodes(graph, tree.call()).forEach(node -> node.inputs().forEach(v -> used.add(v.id())));
    }
    tree.inner().forEach(inner -> used.addAll(usedByLayers(graph, inner)));
    return used;
  }

  /** Nodes are in the order of their ids. */
  private static List<GraphNode> nodes(Graph graph, ModuleCall call) {
    return graph.nodes().subList(place(graph, call.first()), place(graph, call.end()));
  }

  /** How many nodes come before an id. */
  private static int place(Graph graph, int id) {
    int low = 0;
    int high = graph.nodes().size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (graph.nodes().get(middle).id() < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static Count elements(Graph graph, Predicate<Weight> which, Count none) {
    Set<Integer> seen = new HashSet<>();
    Count sum = none;
    for (Weight weight : graph.weights()) {
      if (weight.kind() == Weight.Kind.PARAMETER
          && which.test(weight)
          && seen.add(weight.value().id())) {
        sum = sum.plus(weight.value().type().shape().numel());
      }
    }
    return sum;
  }

  private static Count flops(List<GraphNode> nodes) {
    Count sum = Count.nothing();
    for (GraphNode node : nodes) {
      sum = sum.plus(node.flops());
    }
    return sum;
  }
}
