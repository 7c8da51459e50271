package dev.tensorvet.interp;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.tensor.DType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The element type of an input of which only the shape is written: what is done with it. */
final class InputTypes {

  private InputTypes() {}

  /**
   * Integers where they, or what is made of them, are looked up in a table or choose elements;
   * floats as all that layers take.
   *
   * @param nodes of a trace in which the type is not known
   */
  static DType of(Value input, List<GraphNode> nodes) {
    Set<Integer> made = new HashSet<>(Set.of(input.id()));
    for (GraphNode node : nodes) {
      List<Value> inputs = node.inputs();
      if (chooses(node, made)) {
        return DType.INT64;
      }
      if (!inputs.isEmpty() && made.contains(inputs.getFirst().id())) {
        node.results().stream()
            .filter(result -> result.type().dtype() == DType.UNKNOWN)
            .forEach(result -> made.add(result.id()));
      }
    }
    return DType.FLOAT32;
  }

  private static boolean chooses(GraphNode node, Set<Integer> values) {
    String parameter =
        node.op().startsWith("embedding") || node.op().equals("one_hot") ? "input" : "index";
    return node.argument(parameter).filter(argument -> holds(argument, values)).isPresent();
  }

  private static boolean holds(Argument argument, Set<Integer> values) {
    return switch (argument) {
      case Argument.Tensor tensor -> values.contains(tensor.value().id());
      case Argument.Many many -> many.elements().stream().anyMatch(each -> holds(each, values));
      default -> false;
    };
  }
}
