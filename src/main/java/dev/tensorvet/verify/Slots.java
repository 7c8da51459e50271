package dev.tensorvet.verify;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Weight;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/** What the set-up of a graph makes and its runs use, each with its place among these. */
final class Slots {

  private final Graph graph;
  private final Map<Integer, Integer> aliases = new HashMap<>();
  private final LinkedHashMap<Integer, Integer> places = new LinkedHashMap<>();

  private Slots(Graph graph) {
    this.graph = graph;
  }

  static Slots of(Graph graph) {
    Slots slots = new Slots(graph);
    slots.findAliases();
    slots.findPlaces();
    return slots;
  }

  /** A node in place gives the tensor that it was given. */
  private void findAliases() {
    for (GraphNode node : graph.setUp()) {
      if (Spellings.isInPlace(node) && !node.inputs().isEmpty()) {
        int first = node.inputs().getFirst().id();
        node.results().forEach(result -> aliases.put(result.id(), root(first)));
      }
    }
  }

  /** What is used later is kept, in the order in which it is made. */
  private void findPlaces() {
    Set<Integer> used = new HashSet<>();
    graph.weights().forEach(weight -> used.add(root(weight.value().id())));
    graph.nodes().forEach(node -> node.inputs().forEach(value -> used.add(root(value.id()))));
    graph.output().values().forEach(value -> used.add(root(value.id())));
    for (GraphNode node : graph.setUp()) {
      for (Value result : node.results()) {
        int root = root(result.id());
        if (used.contains(root) && !places.containsKey(root)) {
          places.put(root, places.size());
        }
      }
    }
  }

  /** The value that a value was before it was changed in place. */
  int root(int value) {
    return aliases.getOrDefault(value, value);
  }

  /** The place of a value; empty where no set-up makes it. */
  Optional<Integer> place(Value value) {
    return Optional.ofNullable(places.get(root(value.id())));
  }

  /** The values that have a place, in the order of their places. */
  SequencedSet<Integer> values() {
    return Collections.unmodifiableSequencedSet(places.sequencedKeySet());
  }

  /** The places of the weights, by their names. */
  Map<String, Integer> ofWeights() {
    Map<String, Integer> found = new LinkedHashMap<>();
    for (Weight weight : graph.weights()) {
      place(weight.value()).ifPresent(place -> found.put(weight.name(), place));
    }
    return found;
  }

  /** The weights that are trained; of those that share a tensor, the first. */
  List<Weight> trainable() {
    Map<Integer, Weight> found = new LinkedHashMap<>();
    for (Weight weight : graph.weights()) {
      if (weight.isTrainable()) {
        place(weight.value()).ifPresent(place -> found.putIfAbsent(place, weight));
      }
    }
    return List.copyOf(found.values());
  }
}
