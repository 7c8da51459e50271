package dev.tensorvet.graph;

import dev.tensorvet.tensor.Dim;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * One operation on tensors.
 *
 * @param id its place in the order in which the nodes run, those of the set-up included
 * @param op the operation, by its name in {@code ops}: {@code conv2d}, {@code cat}, {@code add_}. A
 *     name that ends in an underscore changes its first argument in place, and its result is that
 *     tensor
 * @param arguments by the names of the operation's parameters, in their order; a parameter that
 *     keeps its default is left out
 * @param results what it gives; several for an operation that gives a tuple or a list
 * @param flops the floating-point operations that it takes, a multiplication and an addition being
 *     two; any where that is not known, zero where it is not worth counting
 */
public record GraphNode(
    int id,
    String op,
    SequencedMap<String, Argument> arguments,
    List<Value> results,
    Dim flops,
    Origin origin) {

  /** The operation of a call that could not be understood: its results are unknown. */
  public static final String UNKNOWN_OP = "unknown";

  /** The argument of such an operation that is the text of what was called. */
  public static final String CALLEE = "callee";

  /** The operation that stands for either of two values, of which a run decides. */
  public static final String JOIN_OP = "join";

  public GraphNode {
    arguments = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arguments));
    results = List.copyOf(results);
  }

  public Optional<Argument> argument(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  /** Every tensor among its arguments, those in lists and indices included, in order. */
  public List<Value> inputs() {
    return arguments.values().stream().flatMap(GraphNode::values).toList();
  }

  private static Stream<Value> values(Argument argument) {
    return switch (argument) {
      case Argument.Tensor tensor -> Stream.of(tensor.value());
      case Argument.Many many -> many.elements().stream().flatMap(GraphNode::values);
      case Argument.Slice slice ->
          Stream.of(slice.lower(), slice.upper(), slice.step()).flatMap(GraphNode::values);
      case Argument.Int number -> Stream.empty();
      case Argument.Real number -> Stream.empty();
      case Argument.Flag flag -> Stream.empty();
      case Argument.Text text -> Stream.empty();
      case Argument.Type type -> Stream.empty();
      case Argument.Place place -> Stream.empty();
      case Argument.Nothing nothing -> Stream.empty();
      case Argument.Ellipsis ellipsis -> Stream.empty();
      case Argument.Unknown unknown -> Stream.empty();
    };
  }
}
