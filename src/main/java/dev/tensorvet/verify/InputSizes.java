package dev.tensorvet.verify;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.Input;
import dev.tensorvet.tensor.Dim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbers for the sizes that the code leaves open. */
final class InputSizes {

  /** What is tried for a side of an image, in this order. */
  private static final List<Long> SIDES = List.of(64L, 224L, 32L, 128L, 28L);

  /** What is tried for any other size: the length of a sequence, a number of features. */
  private static final List<Long> LENGTHS = List.of(12L, 64L, 16L, 4L, 32L);

  private InputSizes() {}

  /** The symbol of the first dimension of the first input that has one. */
  static Optional<String> batch(Graph graph) {
    return graph.inputs().stream()
        .map(input -> input.value().type().shape().dim(0))
        .filter(dim -> dim.symbols().size() == 1)
        .map(dim -> dim.symbols().iterator().next())
        .findFirst();
  }

  /** Whether a size is left open but that of the batch. */
  static boolean isOpen(Graph graph) {
    return candidates(graph, 1).getFirst().size() > (batch(graph).isPresent() ? 1 : 0);
  }

  /** Ways to choose, the likeliest first. */
  static List<Map<String, Dim>> candidates(Graph graph, long batch) {
    List<Map<String, Dim>> all = new ArrayList<>();
    for (int choice = 0; choice < SIDES.size(); choice++) {
      Map<String, Dim> sizes = new LinkedHashMap<>();
      for (Input input : graph.inputs()) {
        List<Dim> dims = input.value().type().shape().dims().orElse(List.of());
        for (int i = 0; i < dims.size(); i++) {
          long size = (dims.size() >= 4 && i >= 2 ? SIDES : LENGTHS).get(choice);
          dims.get(i).symbols().forEach(symbol -> sizes.putIfAbsent(symbol, Dim.of(size)));
        }
      }
      batch(graph).ifPresent(symbol -> sizes.put(symbol, Dim.of(batch)));
      if (!all.contains(sizes)) {
        all.add(sizes);
      }
    }
    return all;
  }
}
