package dev.tensorvet.verify;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.Note;
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

  /** What is tried for a number of a constructor. */
  private static final List<Long> NUMBERS = List.of(32L, 64L, 16L, 8L, 128L, 4L);

  private static final Set<String> RESHAPING = Set.of("view", "reshape");

  /** How many sizes are tried that the code asks for. */
  private static final int MOST_ASKED = 4;

  private InputSizes() {}

  /** The symbol of the first dimension of the first input that has one. */
  static Optional<String> batch(Graph graph) {
    return graph.inputs().stream()
        .map(input -> input.value().type().shape().dim(0))
        .filter(dim -> dim.symbols().size() == 1)
        .map(dim -> dim.symbols().iterator().next())
        .findFirst();
  }

  /** Whether the sizes of its inputs, but for the batch, are chosen among many. */
  static boolean isOpen(Graph graph) {
    Set<String> open = new TreeSet<>();
    for (Input input : graph.inputs()) {
      input
          .value()
          .type()
          .shape()
          .dims()
          .ifPresent(dims -> dims.forEach(dim -> open.addAll(dim.symbols())));
    }
    batch(graph).ifPresent(open::remove);
    return !open.isEmpty();
  }

  /** Numbers that inputs are brought into the shape of: {@code x.view(-1, 784)}. */
  private static List<Long> asked(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> RESHAPING.contains(node.op()))
        .flatMap(node -> node.arguments().values().stream())
        .flatMap(a -> a instanceof Argument.Many many ? many.elements().stream() : Stream.of(a))
        .filter(a -> a instanceof Argument.Int)
        .flatMap(a -> ((Argument.Int) a).value().known().stream().boxed())
        .filter(n -> n > 1)
        .distinct()
        .limit(MOST_ASKED)
        .toList();
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
        || !given.containsAll(symbols(graph))
        || graph.notes().stream().anyMatch(Note::isGuess);
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
    return NUMBERS.get(choice % NUMBERS.size());
  }

  private static boolean leavesSomething(Graph graph, Map<String, Dim> sizes) {
    return graph.nodes().stream()
        .flatMap(node -> node.results().stream())
        .flatMap(result -> result.type().shape().dims().stream().flatMap(List::stream))
        .map(dim -> dim.with(sizes).known())
        .allMatch(size -> size.isEmpty() || size.getAsLong() > 0);
  }

  /** Ways to choose, the likeliest first. */
  static List<Map<String, Dim>> candidates(Graph graph, long batch) {
    List<Map<String, Dim>> all = new ArrayList<>();
    Set<String> made = new TreeSet<>();
    graph.setUp().forEach(node -> node.arguments().values().forEach(a -> collect(a, made)));
    List<Long> lengths = new ArrayList<>(LENGTHS);
    lengths.addAll(asked(graph));
    for (int choice = 0; choice < lengths.size(); choice++) {
      Map<String, Dim> sizes = new LinkedHashMap<>();
      for (String symbol : made) {
        sizes.put(symbol, Dim.of(guess(symbol, choice)));
      }
      for (Input input : graph.inputs()) {
        List<Dim> dims = input.value().type().shape().dims().orElse(List.of());
        for (int i = 0; i < dims.size(); i++) {
          boolean isSide = dims.size() >= 4 && i >= 2;
          long size = isSide ? SIDES.get(choice % SIDES.size()) : lengths.get(choice);
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
    // With those that leave nothing of a tensor, nothing is run that anybody means.
    List<Map<String, Dim>> possible =
        all.stream().filter(sizes -> leavesSomething(graph, sizes)).toList();
    return possible.isEmpty() ? all : possible;
  }
}
