package dev.tensorvet.interp;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.ModuleCall;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.graph.Output;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How code uses the modules of the project: of each class, the first call whose inputs are known.
 * What it computes is cut out of what all of the code does.
 */
final class Uses {

  private final Predicate<ClassEntity> isWanted;
  private final boolean endsWithTheFirst;
  private final Map<ClassEntity, Use> seen = new HashMap<>();

  private Uses(Predicate<ClassEntity> isWanted, boolean endsWithTheFirst) {
    this.isWanted = isWanted;
    this.endsWithTheFirst = endsWithTheFirst;
  }

  /** Of no module: nobody asks. */
  static Uses ofNone() {
    return new Uses(type -> false, false);
  }

  /** Of all modules. */
  static Uses ofAll() {
    return new Uses(type -> true, false);
  }

  /** Of one class; the run ends where it is found. */
  static Uses of(ClassEntity awaited) {
    return new Uses(awaited::equals, true);
  }

  /** What was seen so far, for a run that goes on from here. */
  Uses copy() {
    Uses copy = new Uses(isWanted, endsWithTheFirst);
    copy.seen.putAll(seen);
    return copy;
  }

  /** Ends a run that has shown what it was begun for. */
  @SuppressWarnings("serial")
  static final class Found extends RuntimeException {
    Found() {
      super("found", null, false, false);
    }
  }

  /**
   * A call of a module.
   *
   * @param depth how many calls it stands in
   * @param firstNode the id of its first node
   * @param firstCall the place of its call among those of modules
   */
  private record Use(
      Instance module,
      List<Input> inputs,
      int depth,
      int firstNode,
      int endNode,
      int firstCall,
      int endCall,
      Output output) {}

  /** A call that has begun; empty where it is of no interest. */
  Optional<Begun> begin(Instance module, Arguments arguments, Machine machine) {
    boolean isOfInterest =
        isWanted.test(module.type())
            && !seen.containsKey(module.type())
            && !machine.branching().isUncertain();
    if (!isOfInterest) {
      return Optional.empty();
    }
    List<Input> inputs = inputs(module, arguments, machine);
    boolean isKnown =
        !inputs.isEmpty()
            && inputs.stream().allMatch(input -> input.value().type().shape().isComplete());
    if (!isKnown) {
      return Optional.empty();
    }
    if (endsWithTheFirst) {
      module.name("");
      machine.trace().endSetUp();
    }
    return Optional.of(new Begun(module, inputs, machine.trace()));
  }

  /** A call that goes on. */
  final class Begun {
    private final Instance module;
    private final List<Input> inputs;
    private final Trace trace;
    private final int depth;
    private final int firstNode;
    private final int firstCall;

    private Begun(Instance module, List<Input> inputs, Trace trace) {
      this.module = module;
      this.inputs = inputs;
      this.trace = trace;
      this.depth = trace.depth();
      this.firstNode = trace.nextNode();
      this.firstCall = trace.countOfCalls();
    }

    void end(PythonValue result) {
      Use use =
          new Use(
              module,
              inputs,
              depth,
              firstNode,
              trace.nextNode(),
              firstCall,
              trace.countOfCalls(),
              Attempt.output(result));
      seen.putIfAbsent(module.type(), use);
      if (endsWithTheFirst) {
        throw new Found();
      }
    }
  }

  // --- inputs

  /** The tensors that a call gives, by the names of the parameters that take them. */
  private static List<Input> inputs(Instance module, Arguments arguments, Machine machine) {
    List<String> names =
        machine
            .classes()
            .find(module.type(), "forward")
            .flatMap(Classes.Held::method)
            .map(FunctionEntity::parameters)
            .map(parameters -> parameters.all().stream().skip(1).map(Node.Parameter::name).toList())
            .orElse(List.of());
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < arguments.positional().size(); i++) {
      String name = names.isEmpty() ? "input" : names.get(Math.min(i, names.size() - 1));
      collect(
          i < names.size() ? name : name + "[" + i + "]", arguments.positional().get(i), inputs);
    }
    arguments.keywords().forEach((name, value) -> collect(name, value, inputs));
    return inputs;
  }

  private static void collect(String name, PythonValue value, List<Input> inputs) {
    switch (value) {
      case TensorValue tensor -> {
        boolean isNew = inputs.stream().noneMatch(i -> i.value().id() == tensor.value().id());
        if (isNew) {
          inputs.add(new Input(name, tensor.value()));
        }
      }
      case PythonValue.Tuple tuple -> collect(name, tuple.elements(), inputs);
      case ListValue list -> collect(name, list.elements(), inputs);
      case DictValue dict -> collect(name, List.copyOf(dict.entries().values()), inputs);
      default -> {}
    }
  }

  private static void collect(String name, List<PythonValue> values, List<Input> inputs) {
    for (int i = 0; i < values.size(); i++) {
      collect(name + "[" + i + "]", values.get(i), inputs);
    }
  }

  // --- what a call computes

  /**
   * What a class's modules compute where they are used; empty where no use of one was seen, or what
   * it computes rests on tensors that are neither its own nor given to it.
   *
   * @param user what uses them
   */
  Optional<Interpretation> interpretation(ClassEntity type, Trace trace, String user) {
    Use use = seen.get(type);
    if (use == null) {
      return Optional.empty();
    }
    Graph graph = new Cut(use, trace).graph(type.name());
    return isClosed(graph)
        ? Optional.of(
            new Interpretation(
                type,
                Construction.of(type.name() + "(...) in " + user),
                graph,
                use.inputs().stream()
                    .map(
                        input ->
                            new Interpretation.GivenInput(
                                input.name(),
                                input.value().type(),
                                trace.isOfData(input.value())
                                    ? Interpretation.InputSource.DATA
                                    : Interpretation.InputSource.CALL))
                    .toList(),
                List.of()))
        : Optional.empty();
  }

  private static boolean isClosed(Graph graph) {
    Set<Integer> known = new HashSet<>();
    graph.inputs().forEach(input -> known.add(input.value().id()));
    graph.weights().forEach(weight -> known.add(weight.value().id()));
    graph.setUp().forEach(node -> node.results().forEach(value -> known.add(value.id())));
    for (GraphNode node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(value -> !known.contains(value.id()))) {
        return false;
      }
      node.results().forEach(value -> known.add(value.id()));
    }
    return true;
  }

  /** One call out of a run of more. */
  private record Cut(Use use, Trace trace) {

    Graph graph(String name) {
      List<Weight> weights = Attempt.weights(use.module());
      List<GraphNode> nodes =
          trace.nodes().stream()
              .filter(node -> use.firstNode() <= node.id() && node.id() < use.endNode())
              .map(
                  node ->
                      new GraphNode(
                          node.id(),
                          node.op(),
                          node.arguments(),
                          node.results(),
                          node.flops(),
                          inside(node.origin())))
              .toList();
      return new Graph(
          name,
          use.inputs(),
          trace.setUp(nodes, weights, use.output(), use.inputs()),
          weights,
          nodes,
          trace.calls().subList(use.firstCall(), use.endCall()).stream().map(this::inside).toList(),
          use.output(),
          trace.remarks().notes(Optional.of(use.module())).stream()
              .filter(note -> isInside(note.origin().module()))
              .map(note -> note.from(inside(note.origin())))
              .toList());
    }

    private String path() {
      return use.module().path().orElse("");
    }

    private boolean isInside(String path) {
      return path().isEmpty() || path.equals(path()) || path.startsWith(path() + ".");
    }

    private String inside(String path) {
      return path().isEmpty() || !isInside(path)
          ? path
          : path.substring(Math.min(path.length(), path().length() + 1));
    }

    private Origin inside(Origin origin) {
      int frames = Math.max(1, origin.stack().size() - use.depth());
      return new Origin(
          origin.stack().subList(0, Math.min(frames, origin.stack().size())),
          inside(origin.module()));
    }

    private ModuleCall inside(ModuleCall call) {
      return new ModuleCall(
          inside(call.path()),
          call.type(),
          call.isLibrary(),
          call.inputs(),
          call.outputs(),
          call.first(),
          call.end(),
          inside(call.origin()),
          call.made());
    }
  }
}
