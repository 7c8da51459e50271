package dev.tensorvet.interp;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The elements of tensors that code makes to have numbers: {@code linspace(0, rate, depth)}, and
 * what it takes of them.
 */
final class Constants {

  private static final long MOST_ELEMENTS = 1024;

  private final Trace trace;

  Constants(Trace trace) {
    this.trace = trace;
  }

  /** {@code tensor.item()}. */
  PythonValue item(TensorValue tensor) {
    return elements(tensor.value())
        .filter(all -> all.size() == 1)
        .map(List::getFirst)
        .orElse(PythonValue.unknown());
  }

  /** {@code tensor.tolist()}. */
  PythonValue list(TensorValue tensor) {
    return tensor.shape().rank().orElse(1) == 0
        ? item(tensor)
        : elements(tensor.value()).<PythonValue>map(ListValue::new).orElse(PythonValue.unknown());
  }

  /** The elements of a tensor of one dimension, or the one of a tensor of none. */
  private Optional<List<PythonValue>> elements(Value value) {
    Optional<GraphNode> maker = trace.maker(value);
    if (maker.isEmpty() || value.type().shape().rank().orElse(2) > 1) {
      return Optional.empty();
    }
    GraphNode node = maker.get();
    return switch (node.op()) {
      case "linspace" -> evenly(node);
      case "arange" -> counted(node);
      case "unbind" -> of(node).flatMap(all -> at(all, node.results().indexOf(value)));
      case "select" -> of(node).flatMap(all -> at(all, whole(node, "index").orElse(-1)));
      case "split", "split_with_sizes", "chunk" -> of(node).flatMap(all -> piece(all, node, value));
      case "to", "float", "double", "cpu", "detach", "clone" -> of(node);
      default -> Optional.empty();
    };
  }

  private Optional<List<PythonValue>> of(GraphNode node) {
    return node.inputs().isEmpty() ? Optional.empty() : elements(node.inputs().getFirst());
  }

  private static Optional<List<PythonValue>> at(List<PythonValue> all, long place) {
    return place >= 0 && place < all.size()
        ? Optional.of(List.of(all.get((int) place)))
        : Optional.empty();
  }

  private static Optional<List<PythonValue>> piece(
      List<PythonValue> all, GraphNode node, Value wanted) {
    int from = 0;
    for (Value piece : node.results()) {
      OptionalLong size = piece.type().shape().dim(0).known();
      if (size.isEmpty() || from + size.getAsLong() > all.size()) {
        return Optional.empty();
      }
      int to = from + (int) size.getAsLong();
      if (piece.id() == wanted.id()) {
        return Optional.of(all.subList(from, to));
      }
      from = to;
    }
    return Optional.empty();
  }

  private static Optional<List<PythonValue>> evenly(GraphNode node) {
    OptionalDouble start = number(node, "start");
    OptionalDouble end = number(node, "end");
    OptionalLong steps = whole(node, "steps");
    if (start.isEmpty()
        || end.isEmpty()
        || steps.isEmpty()
        || steps.getAsLong() < 1
        || steps.getAsLong() > MOST_ELEMENTS) {
      return Optional.empty();
    }
    int count = (int) steps.getAsLong();
    double width = count == 1 ? 0 : (end.getAsDouble() - start.getAsDouble()) / (count - 1);
    return Optional.of(
        IntStream.range(0, count)
            .mapToObj(i -> (PythonValue) new PythonValue.Real(start.getAsDouble() + i * width))
            .toList());
  }

  private static Optional<List<PythonValue>> counted(GraphNode node) {
    OptionalLong start =
        node.argument("start").isEmpty() ? OptionalLong.of(0) : whole(node, "start");
    OptionalLong end = whole(node, "end");
    OptionalLong step = node.argument("step").isEmpty() ? OptionalLong.of(1) : whole(node, "step");
    boolean isKnown =
        start.isPresent()
            && end.isPresent()
            && step.orElse(0) > 0
            && (end.getAsLong() - start.getAsLong()) / step.getAsLong() < MOST_ELEMENTS;
    return isKnown
        ? Optional.of(
            LongStream.iterate(
                    start.getAsLong(), at -> at < end.getAsLong(), at -> at + step.getAsLong())
                .mapToObj(PythonValue::of)
                .toList())
        : Optional.empty();
  }

  private static OptionalDouble number(GraphNode node, String name) {
    return Stream.of(node.argument(name))
        .flatMap(Optional::stream)
        .flatMapToDouble(
            argument ->
                switch (argument) {
                  case Argument.Int whole ->
                      whole.value().known().stream().mapToDouble(number -> (double) number);
                  case Argument.Real real -> DoubleStream.of(real.value());
                  default -> DoubleStream.empty();
                })
        .findFirst();
  }

  private static OptionalLong whole(GraphNode node, String name) {
    return node.argument(name).filter(a -> a instanceof Argument.Int).stream()
        .flatMapToLong(argument -> ((Argument.Int) argument).value().known().stream())
        .findFirst();
  }
}
