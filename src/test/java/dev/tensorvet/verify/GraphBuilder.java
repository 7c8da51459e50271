package dev.tensorvet.verify;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.ModuleCall;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.graph.Output;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.ops.OpCall;
import dev.tensorvet.ops.OpResult;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * Builds the graph of a model by hand. Each operation stands on a line of a file {@code net.py} of
 * its own, whose text is the operation.
 */
final class GraphBuilder {

  /** A type that a test gives to a result, in place of what the operation's rule says. */
  record Typed(List<TensorType> types) {}

  private final String name;
  private final StringBuilder text = new StringBuilder();
  private final List<Input> inputs = new ArrayList<>();
  private final List<Node> setUp = new ArrayList<>();
  private final List<Weight> weights = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private int ids;
  private int values;

  /** A node whose place is not made yet: the text of the file grows. */
  private record Node(
      int id,
      String op,
      SequencedMap<String, Argument> arguments,
      List<Value> results,
      int start,
      int end) {}

  private record Call(String path, int first, int end, int start) {}

  GraphBuilder(String name) {
    this.name = name;
  }

  static Dim size(String name) {
    return Dim.size(name);
  }

  Value input(String of, DType type, Object... dims) {
    Value value = value(TensorType.of(shape(dims), type));
    inputs.add(new Input(of, value));
    return value;
  }

  Value input(String of, Object... dims) {
    return input(of, DType.FLOAT32, dims);
  }

  static Shape shape(Object... dims) {
    return Shape.of(
        Arrays.stream(dims)
            .map(d -> d instanceof Dim dim ? dim : Dim.of(((Number) d).longValue()))
            .toList());
  }

  private Value value(TensorType type) {
    return new Value(values++, type);
  }

  /** A parameter whose elements are drawn evenly from an interval around zero. */
  Value parameter(String of, double bound, long... shape) {
    TensorType type = TensorType.ofFloat(Shape.of(shape));
    Value made = value(type);
    Value drawn = value(type);
    List<Argument> sizes =
        Arrays.stream(shape).<Argument>mapToObj(s -> new Argument.Int(Dim.of(s))).toList();
    setUp.add(
        new Node(ids++, "empty", arguments("size", new Argument.Many(sizes)), List.of(made), 0, 0));
    setUp.add(
        new Node(
            ids++,
            "uniform_",
            arguments("input", made, "from", -bound, "to", bound),
            List.of(drawn),
            0,
            0));
    weights.add(new Weight(of, drawn, Weight.Kind.PARAMETER, true));
    return drawn;
  }

  /** A buffer with one value everywhere. */
  Value buffer(String of, double filled, long... shape) {
    Value made = value(TensorType.ofFloat(Shape.of(shape)));
    List<Argument> sizes =
        Arrays.stream(shape).<Argument>mapToObj(s -> new Argument.Int(Dim.of(s))).toList();
    setUp.add(
        new Node(
            ids++,
            "full",
            arguments("size", new Argument.Many(sizes), "fill_value", filled),
            List.of(made),
            0,
            0));
    weights.add(new Weight(of, made, Weight.Kind.BUFFER, false));
    return made;
  }

  /** What a module of the project does. */
  <T> T in(String path, Supplier<T> body) {
    int first = ids;
    int start = text.length();
    text.append("self.").append(path).append("(x)\n");
    int at = calls.size();
    calls.add(new Call(path, first, first, start));
    T result = body.get();
    calls.set(at, new Call(path, first, ids, start));
    return result;
  }

  /** An operation with one result. Arguments are names and values in turn. */
  Value op(String op, Object... given) {
    return ops(op, given).getFirst();
  }

  /** An operation with several results. */
  List<Value> ops(String op, Object... given) {
    SequencedMap<String, Argument> arguments = arguments(given);
    List<Value> results =
        Arrays.stream(given)
            .filter(g -> g instanceof Typed)
            .map(g -> ((Typed) g).types())
            .findFirst()
            .orElseGet(() -> inferred(op, arguments))
            .stream()
            .map(this::value)
            .toList();
    int start = text.length();
    text.append(op).append(arguments.values()).append('\n');
    nodes.add(new Node(ids++, op, arguments, results, start, text.length() - 1));
    return results;
  }

  /** What an operation's rule is asked. */
  static OpCall call(Object... given) {
    return new OpCall(arguments(given));
  }

  private static List<TensorType> inferred(String op, SequencedMap<String, Argument> arguments) {
    return Ops.all().find(op).orElseThrow().infer(new OpCall(arguments))
            instanceof OpResult.Inferred inferred
        ? inferred.types()
        : List.of(TensorType.unknown());
  }

  private static SequencedMap<String, Argument> arguments(Object... given) {
    SequencedMap<String, Argument> arguments = new LinkedHashMap<>();
    List<Object> plain = Arrays.stream(given).filter(g -> !(g instanceof Typed)).toList();
    for (int i = 0; i < plain.size(); i += 2) {
      arguments.put((String) plain.get(i), argument(plain.get(i + 1)));
    }
    return arguments;
  }

  private static Argument argument(Object given) {
    return switch (given) {
      case Argument argument -> argument;
      case Value value -> new Argument.Tensor(value);
      case Dim dim -> new Argument.Int(dim);
      case Integer number -> new Argument.Int(Dim.of(number));
      case Double number -> new Argument.Real(number);
      case Boolean flag -> new Argument.Flag(flag);
      case String words -> new Argument.Text(words);
      case DType type -> new Argument.Type(type);
      case List<?> many ->
          new Argument.Many(many.stream().map(each -> argument((Object) each)).toList());
      default -> throw new IllegalArgumentException(given.toString());
    };
  }

  Graph gives(Value... outputs) {
    SourceFile file = SourceFile.of("net.py", Language.PYTHON, text.toString());
    List<Output> given = Arrays.stream(outputs).<Output>map(Output.Tensor::new).toList();
    return new Graph(
        name,
        inputs,
        setUp.stream().map(node -> node(node, new Origin(List.of(), ""))).toList(),
        weights,
        nodes.stream().map(node -> node(node, origin(file, node))).toList(),
        calls.stream()
            .map(
                call ->
                    new ModuleCall(
                        call.path(),
                        "Block",
                        false,
                        List.of(),
                        List.of(),
                        call.first(),
                        call.end(),
                        new Origin(
                            List.of(
                                new Frame(
                                    file, new Span(call.start(), call.start() + 4), "Net.forward")),
                            ""),
                        Optional.empty()))
            .toList(),
        given.size() == 1 ? given.getFirst() : new Output.Many(given),
        List.of());
  }

  private Origin origin(SourceFile file, Node node) {
    return new Origin(
        List.of(new Frame(file, new Span(node.start(), node.end()), name + ".forward")), "");
  }

  private static GraphNode node(Node node, Origin origin) {
    return new GraphNode(node.id(), node.op(), node.arguments(), node.results(), Dim.of(0), origin);
  }
}
