package dev.tensorvet.verify;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.Value;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What the inputs of a graph may hold, told by what is done with them. */
final class InputBounds {

  /** What has the elements of its first argument, in another order or number. */
  private static final Set<String> REARRANGING =
      Set.of(
          "view",
          "reshape",
          "flatten",
          "squeeze",
          "unsqueeze",
          "transpose",
          "permute",
          "contiguous",
          "clone",
          "detach",
          "to",
          "long",
          "int",
          "index",
          "chunk",
          "split",
          "unbind",
          "select",
          "narrow",
          "expand",
          "repeat",
          "t",
          "einops_rearrange",
          "cpu",
          "cuda");

  /** Enough to tell two samples apart, and few enough for most uses. */
  private static final long FEW = 2;

  private final Map<Integer, Integer> sources = new HashMap<>();
  private final Map<Integer, Long> bounds = new HashMap<>();
  private final Map<Integer, Long> distinct = new HashMap<>();
  private final Map<String, Dim> sizes;

  private InputBounds(Map<String, Dim> sizes) {
    this.sizes = sizes;
  }

  static InputBounds of(Graph graph, Map<String, Dim> sizes) {
    InputBounds found = new InputBounds(sizes);
    graph.inputs().forEach(i -> found.sources.put(i.value().id(), i.value().id()));
    graph.nodes().forEach(found::look);
    return found;
  }

  private void look(GraphNode node) {
    switch (node.op()) {
      case "embedding", "embedding_bag" -> {
        bound(node, "input", tensor(node, "weight").map(w -> w.type().shape().dim(0)));
        // The first bag begins with the first index, and others may hold nothing.
        bound(node, "offsets", Optional.of(Dim.of(1)));
      }
      case "one_hot" -> bound(node, "input", number(node, "num_classes"));
      case "index_select", "gather" ->
          bound(
              node,
              "index",
              tensor(node, "input")
                  .flatMap(
                      from ->
                          number(node, "dim")
                              .flatMap(dim -> dim.known().stream().boxed().findFirst())
                              .map(dim -> from.type().shape().dim(dim.intValue()))));
      case "cross_entropy", "nll_loss" ->
          bound(node, "target", tensor(node, "input").map(x -> x.type().shape().dim(1)));
      case "max_unpool1d" -> places(node, 1);
      case "max_unpool2d" -> places(node, 2);
      case "max_unpool3d" -> places(node, 3);
      default -> {
        if (REARRANGING.contains(node.op()) && !node.inputs().isEmpty()) {
          Optional.ofNullable(sources.get(node.inputs().getFirst().id()))
              .ifPresent(s -> node.results().forEach(r -> sources.put(r.id(), s)));
        }
      }
    }
  }

  private void bound(GraphNode node, String argument, Optional<Dim> below) {
    OptionalLong known = below.orElse(Dim.any()).with(sizes).known();
    Optional<Integer> source = tensor(node, argument).map(v -> sources.get(v.id()));
    if (source.isPresent() && known.isPresent()) {
      bounds.merge(source.get(), known.getAsLong(), Math::min);
    }
  }

  /** Places that values are put at: of two values for one place, either might stay. */
  private void places(GraphNode node, int rank) {
    Optional<Value> indices = tensor(node, "indices").filter(v -> sources.containsKey(v.id()));
    List<Dim> dims = indices.flatMap(v -> v.type().shape().dims()).orElse(List.of());
    Dim count = dims.stream().skip(Math.max(0, dims.size() - rank)).reduce(Dim.of(1), Dim::times);
    count
        .with(sizes)
        .known()
        .ifPresent(n -> indices.ifPresent(v -> distinct.put(sources.getOrDefault(v.id(), -1), n)));
  }

  private static Optional<Value> tensor(GraphNode node, String name) {
    return node.argument(name)
        .filter(a -> a instanceof Argument.Tensor)
        .map(a -> ((Argument.Tensor) a).value());
  }

  private static Optional<Dim> number(GraphNode node, String name) {
    return node.argument(name)
        .filter(a -> a instanceof Argument.Int)
        .map(a -> ((Argument.Int) a).value());
  }

  /** The integers of an input are less than this. */
  long below(Input input) {
    return Math.max(1, bounds.getOrDefault(input.value().id(), FEW));
  }

  /** An input holds all integers that are less than this, again and again; empty if it need not. */
  Optional<Long> distinctBelow(Input input) {
    return Optional.ofNullable(distinct.get(input.value().id()));
  }

  /** The type of an input of which nothing else is known: indices are integers. */
  DType type(Input input) {
    int id = input.value().id();
    return bounds.containsKey(id) || distinct.containsKey(id) ? DType.INT64 : DType.FLOAT32;
  }
}
