package dev.tensorvet.verify;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.Input;
import dev.tensorvet.tensor.Dim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Numbers for the sizes that the code leaves open. */
final class InputSizes {

  /** What is tried for a side of an image, in this order. */
  private static final List<Long> SIDES = List.of(64L, 224L, 32L, 128L, 28L, 32L);

  /** What is tried for any other size: the length of a sequence, a number of features. */
  private static final List<Long> LENGTHS = List.of(12L, 64L, 16L, 4L, 32L, 8L);

  private InputSizes() {}

  /** The symbol of the first dimension of the first input that has one. */
  static Optional<String> batch(Graph graph) {
    return graph.inputs().stream()
        .map(input -> input.value().type().shape().dim(0))
        .filter(dim -> dim.symbols().size() == 1)
        .map(dim -> dim.symbols().iterator().next())
        .findFirst();
  }

  /** Whether the model is made with numbers that nothing tells. */
  static boolean isGuessed(Graph graph) {
    Set<String> given = new TreeSet<>();
    graph
        .inputs()
        .forEach(
            input ->
                input
                    .value()
                    .type()
                    .shape()
                    .dims()
                    .ifPresent(dims -> dims.forEach(dim -> given.addAll(dim.symbols()))));
    return graph.weights().stream()
            .flatMap(w -> w.value().type().shape().dims().stream().flatMap(List::stream))
            .anyMatch(dim -> !dim.symbols().isEmpty())
        || !given.containsAll(symbols(graph));
  }

  /** All symbols of a graph. */
  private static Set<String> symbols(Graph graph) {
    Set<String> symbols = new TreeSet<>();
    Stream.concat(graph.setUp().stream(), graph.nodes().stream())
        .forEach(
            node -> {
              node.arguments().values().forEach(argument -> collect(argument, symbols));
              node.results()
                  .forEach(
                      result ->
                          result
                              .type()
                              .shape()
                              .dims()
                              .ifPresent(d -> d.forEach(dim -> symbols.addAll(dim.symbols()))));
            });
    return symbols;
  }

  private static void collect(Argument argument, Set<String> symbols) {
    switch (argument) {
      case Argument.Int number -> symbols.addAll(number.value().symbols());
      case Argument.Many many -> many.elements().forEach(each -> collect(each, symbols));
      case Argument.Slice slice -> {
        collect(slice.lower(), symbols);
        collect(slice.upper(), symbols);
        collect(slice.step(), symbols);
      }
      default -> {}
    }
  }

  /** What a number of a constructor may be, by its name: small, so that others divide by it. */
  private static long guess(String name, int choice) {
    String word = name.toLowerCase(Locale.ROOT);
    if (word.contains("drop") || word.contains("prob")) {
      return 0;
    }
    if (word.contains("head") || word.contains("group")) {
      return 4;
    }
    if (word.contains("kernel") || word.contains("window")) {
      return 3;
    }
    if (word.contains("pad") || word.contains("stride") || word.contains("dilation")) {
      return 1;
    }
    if (word.contains("layer") || word.contains("scale") || word.contains("factor")) {
      return 2;
    }
    return List.of(32L, 64L, 16L, 8L, 128L, 4L).get(choice);
  }

  /** Ways to choose, the likeliest first. */
  static List<Map<String, Dim>> candidates(Graph graph, long batch) {
    List<Map<String, Dim>> all = new ArrayList<>();
    Set<String> made = new TreeSet<>();
    graph.setUp().forEach(node -> node.arguments().values().forEach(a -> collect(a, made)));
    for (int choice = 0; choice < SIDES.size(); choice++) {
      Map<String, Dim> sizes = new LinkedHashMap<>();
      for (String symbol : made) {
        sizes.put(symbol, Dim.of(guess(symbol, choice)));
      }
      for (Input input : graph.inputs()) {
        List<Dim> dims = input.value().type().shape().dims().orElse(List.of());
        for (int i = 0; i < dims.size(); i++) {
          long size = (dims.size() >= 4 && i >= 2 ? SIDES : LENGTHS).get(choice);
          dims.get(i).symbols().forEach(symbol -> sizes.putIfAbsent(symbol, Dim.of(size)));
        }
      }
      for (String symbol : symbols(graph)) {
        sizes.putIfAbsent(symbol, Dim.of(guess(symbol, choice)));
      }
      batch(graph).ifPresent(symbol -> sizes.put(symbol, Dim.of(batch)));
      if (!all.contains(sizes)) {
        all.add(sizes);
      }
    }
    return all;
  }
}
