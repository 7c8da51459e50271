package dev.tensorvet.interp;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.Output;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.interp.PythonValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One trace, to its end or to where it broke off.
 *
 * @param built what it began from
 */
record Attempt(
    Machine machine,
    Built built,
    List<Input> inputs,
    Map<Integer, String> inputNames,
    Optional<PythonValue> result,
    InputShapes shapes) {

  /** How much work it was, the constructor left out. */
  int steps() {
    return machine.budget().steps() - built.steps();
  }

  /** Whether it came to its end and nothing in it fails. */
  boolean isWhole() {
    return result.isPresent() && machine.trace().contradictions().isEmpty();
  }

  /** Whether moreover all shapes are known. */
  boolean isSound() {
    return isWhole()
        && machine.trace().nodes().stream()
            .allMatch(node -> node.results().stream().allMatch(v -> v.type().shape().isComplete()));
  }

  /** Whether it can be run as it is, once its sizes have numbers. */
  boolean isSettled() {
    return machine.trace().nodes().stream().noneMatch(Attempt::isOpen)
        && graph("").setUp().stream().noneMatch(node -> node.op().equals(GraphNode.JOIN_OP));
  }

  /** Whether it is not known which of two ways is gone, or with what. */
  static boolean isOpen(GraphNode node) {
    return node.op().equals(GraphNode.JOIN_OP)
        || node.arguments().values().stream()
            .anyMatch(
                a ->
                    a instanceof Argument.Unknown
                        || (a instanceof Argument.Real number && Double.isNaN(number.value())));
  }

  // --- graphs

  /** What was understood of the model. */
  Graph graph(String name) {
    Trace trace = machine.trace();
    List<Weight> weights = built.object().map(Attempt::weights).orElse(List.of());
    Output output = result.map(Attempt::output).orElse(new Output.Other("nothing"));
    return new Graph(
        name,
        inputs,
        trace.setUp(trace.nodes(), weights, output, inputs),
        weights,
        trace.nodes(),
        trace.calls(),
        output,
        trace.remarks().notes(built.object()));
  }

  static List<Weight> weights(Instance model) {
    List<Weight> weights = new ArrayList<>();
    for (Modules.Kind kind : Modules.Kind.values()) {
      for (Modules.Named named : Modules.named(model, kind, "")) {
        TensorValue tensor = (TensorValue) named.value();
        boolean isParameter = kind == Modules.Kind.PARAMETERS;
        weights.add(
            new Weight(
                named.name(),
                tensor.value(),
                isParameter ? Weight.Kind.PARAMETER : Weight.Kind.BUFFER,
                isParameter && tensor.asksGradient()));
      }
    }
    return weights;
  }

  static Output output(PythonValue value) {
    return switch (value) {
      case TensorValue tensor -> new Output.Tensor(tensor.value());
      case PythonValue.Tuple tuple ->
          new Output.Many(tuple.elements().stream().map(Attempt::output).toList());
      case ListValue list ->
          new Output.Many(list.elements().stream().map(Attempt::output).toList());
      case DictValue dict -> {
        SequencedMap<String, Output> named = new LinkedHashMap<>();
        dict.entries()
            .forEach(
                (key, each) ->
                    named.put(key instanceof Text text ? text.value() : "?", output(each)));
        yield new Output.Named(named);
      }
      case Instance object -> {
        SequencedMap<String, Output> named = new LinkedHashMap<>();
        object.attributes().forEach((name, each) -> named.put(name, output(each)));
        yield new Output.Named(named);
      }
      case PythonValue.None none -> new Output.Other("None");
      default -> new Output.Other("?");
    };
  }
}
