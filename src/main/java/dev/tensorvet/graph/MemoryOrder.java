package dev.tensorvet.graph;

import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * In which order the dimensions of the tensors of a graph lie in memory, where that is known: after
 * an operation that always lays its result out anew.
 */
public final class MemoryOrder {

  private static final Set<String> ANEW =
      Set.of("linear", "embedding", "matmul", "bmm", "layer_norm", "contiguous");

  private static final Set<String> VIEWS = Set.of("view", "reshape");

  private static final Set<String> KEEPING = Set.of("relu", "dropout", "gelu", "tanh", "sigmoid");

  private static final Set<String> SWAPS = Set.of("transpose", "swapaxes", "swapdims");

  /** For each dimension, which it was when all lay in order. */
  private final Map<Integer, List<Integer>> orders = new HashMap<>();

  private MemoryOrder() {}

  public static MemoryOrder of(Graph graph) {
    MemoryOrder order = new MemoryOrder();
    for (GraphNode node : graph.nodes()) {
      if (node.results().size() == 1 && !node.inputs().isEmpty()) {
        order.read(node).ifPresent(o -> order.orders.put(node.results().getFirst().id(), o));
      }
    }
    return order;
  }

  private Optional<List<Integer>> read(GraphNode node) {
    Shape shape = node.results().getFirst().type().shape();
    if (shape.rank().isEmpty()) {
      return Optional.empty();
    }
    int rank = shape.rank().getAsInt();
    Optional<List<Integer>> before = of(node.inputs().getFirst());
    if (ANEW.contains(node.op())) {
      return Optional.of(inOrder(rank));
    }
    if (VIEWS.contains(node.op())) {
      return before.filter(b -> b.equals(inOrder(b.size()))).map(b -> inOrder(rank));
    }
    if (KEEPING.contains(node.op())) {
      return before;
    }
    if (node.op().equals("t") || SWAPS.contains(node.op())) {
      return before.flatMap(b -> swapped(b, node));
    }
    return node.op().equals("permute") ? before.flatMap(b -> permuted(b, node)) : Optional.empty();
  }

  private Optional<List<Integer>> of(Value value) {
    return Optional.ofNullable(orders.get(value.id()));
  }

  private static List<Integer> inOrder(int rank) {
    return IntStream.range(0, rank).boxed().toList();
  }

  private static Optional<List<Integer>> swapped(List<Integer> before, GraphNode node) {
    List<Integer> dims =
        node.op().equals("t") ? inOrder(before.size()) : numbers(node, before.size());
    if (dims.size() != 2) {
      return Optional.empty();
    }
    List<Integer> after = new ArrayList<>(before);
    Collections.swap(after, dims.getFirst(), dims.getLast());
    return Optional.of(after);
  }

  private static Optional<List<Integer>> permuted(List<Integer> before, GraphNode node) {
    List<Integer> dims = numbers(node, before.size());
    return dims.size() == before.size()
        ? Optional.of(dims.stream().map(before::get).toList())
        : Optional.empty();
  }

  /** The dimensions that a node names; none where one is not known. */
  private static List<Integer> numbers(GraphNode node, int rank) {
    List<Integer> dims = new ArrayList<>();
    for (Argument argument : node.arguments().values()) {
      List<Argument> parts =
          argument instanceof Argument.Many many ? many.elements() : List.of(argument);
      for (Argument part : parts) {
        if (part instanceof Argument.Int number && number.value().known().isPresent()) {
          int dim = (int) number.value().known().getAsLong();
          dims.add(dim < 0 ? dim + rank : dim);
        } else if (!(part instanceof Argument.Tensor)) {
          return List.of();
        }
      }
    }
    return dims.stream().allMatch(dim -> dim >= 0 && dim < rank) ? dims : List.of();
  }

  /**
   * Whether a value cannot be read in another shape without a copy, whatever its sizes: where two
   * neighbours are apart in memory, that shape does not end a dimension.
   */
  public boolean refusesView(Value value, Shape to) {
    Optional<List<Integer>> order = of(value);
    List<Dim> dims = value.type().shape().dims().orElse(List.of());
    if (order.isEmpty()
        || dims.size() != order.get().size()
        || dims.stream().anyMatch(Dim::mayBeOne)
        || !to.isComplete()) {
      return false;
    }
    List<Dim> ends = behind(to.dims().orElse(List.of()));
    List<Dim> behind = behind(dims);
    return IntStream.range(1, dims.size())
        .filter(i -> order.get().get(i) != order.get().get(i - 1) + 1)
        .anyMatch(i -> ends.stream().allMatch(end -> differ(end, behind.get(i))));
  }

  private static boolean differ(Dim one, Dim other) {
    boolean isMultiple = one.mod(other).isKnown(0);
    return one.equalTo(other) == Proof.NO
        || (isMultiple && one.floorDiv(other).equalTo(1) == Proof.NO);
  }

  /** How many elements lie behind the begin of each dimension. */
  private static List<Dim> behind(List<Dim> dims) {
    List<Dim> products = new ArrayList<>();
    Dim product = Dim.of(1);
    for (Dim dim : dims.reversed()) {
      product = product.times(dim);
      products.addFirst(product);
    }
    return products;
  }
}
