package dev.tensorvet.interp;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.ModuleCall;
import dev.tensorvet.graph.Note;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.graph.Output;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.ops.Op;
import dev.tensorvet.ops.OpCall;
import dev.tensorvet.ops.OpResult;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Device;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the code does to tensors while it runs: the nodes of the graph, in order. */
final class Trace {

  /** The operations that pick or count what is in a tensor. */
  private static final Set<String> COUNTING =
      Set.of(
          "index", "nonzero", "masked_select", "unique", "unique_consecutive", "where", "bincount");

  private final Ops ops;
  private final Branching branching;
  private final Assumptions assumptions;
  private final List<GraphNode> setUp = new ArrayList<>();
  private final List<GraphNode> nodes = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final Remarks remarks = new Remarks();
  private final Contradictions contradictions = new Contradictions(this::maker);
  private final List<OpCall.Equation> equations = new ArrayList<>();
  private final List<OpCall.Equation> likenesses = new ArrayList<>();
  private final Needs needs;
  private final Map<Integer, GraphNode> makers = new HashMap<>();
  private final Set<Integer> guessed = new HashSet<>();
  private final Set<Integer> data = new HashSet<>();
  private final Set<String> counted = new HashSet<>();
  private final BitSet sure = new BitSet();
  private final Deque<Frame> stack = new ArrayDeque<>();
  private final Deque<String> modules = new ArrayDeque<>(List.of(""));
  private boolean isSettingUp = true;
  private boolean hasWeightsOfUnknown;
  private int nextNode;
  private int nextValue;

  /** A call of a module that may not have ended. */
  static final class Call {
    private final ModuleCall begun;
    private Optional<ModuleCall> ended = Optional.empty();

    private Call(ModuleCall begun) {
      this.begun = begun;
    }
  }

  Trace(Ops ops, Branching branching, Assumptions assumptions) {
    this.ops = ops;
    this.branching = branching;
    this.assumptions = assumptions;
    this.needs = new Needs(ops, this::maker);
  }

  /** What was done so far, for a run that goes on from here. */
  void takeOver(Trace other) {
    setUp.addAll(other.setUp);
    nodes.addAll(other.nodes);
    calls.addAll(other.calls);
    remarks.takeOver(other.remarks);
    contradictions.takeOver(other.contradictions);
    equations.addAll(other.equations);
    likenesses.addAll(other.likenesses);
    needs.takeOver(other.needs);
    makers.putAll(other.makers);
    guessed.addAll(other.guessed);
    data.addAll(other.data);
    counted.addAll(other.counted);
    sure.or(other.sure);
    isSettingUp = other.isSettingUp;
    hasWeightsOfUnknown |= other.hasWeightsOfUnknown;
    nextNode = other.nextNode;
    nextValue = other.nextValue;
  }

  /** The constructor has run, and what follows is what {@code forward} does. */
  void endSetUp() {
    isSettingUp = false;
  }

  boolean isSettingUp() {
    return isSettingUp;
  }

  // --- where the code is

  void enter(Frame frame) {
    stack.push(frame);
  }

  void leave() {
    stack.pop();
  }

  /** How many calls the code stands in. */
  int depth() {
    return stack.size();
  }

  /** The id of the node that comes next. */
  int nextNode() {
    return nextNode;
  }

  /** How many calls of modules have begun. */
  int countOfCalls() {
    return calls.size();
  }

  Origin origin() {
    return new Origin(List.copyOf(stack), modules.getFirst());
  }

  /** Settings are read from a file. */
  void read(Frame file) {
    contradictions.read(file);
  }

  void note(String text) {
    note(text, origin());
  }

  void note(String text, Origin origin) {
    remarks.add(Note.lost(text, origin));
  }

  /** Notes which arguments were given values that nothing tells. */
  void guessed(String arguments) {
    remarks.add(Note.guessed(arguments, origin()));
  }

  /** Notes what a test of a constructor is taken to give. */
  void assume(Proof truth, Fork fork) {
    if (isSettingUp && truth != Proof.UNKNOWN && !fork.code().isLibrary()) {
      remarks.assume(truth == Proof.YES, fork, origin());
    }
  }

  /** Notes which of two modules is taken, or that one is taken to be there. */
  void pick(PythonValue taken, PythonValue other, Fork fork) {
    if (taken instanceof Instance module && !fork.code().isLibrary()) {
      remarks.pick(module, other, fork, origin());
    }
  }

  /** Notes a module that is there on one way alone, and is not shown. */
  void leaveOut(PythonValue left, PythonValue right, Fork fork) {
    for (PythonValue each : List.of(left, right)) {
      if (each instanceof Instance module
          && module.isModule()
          && isSettingUp
          && !fork.code().isLibrary()) {
        remarks.leaveOut(module, fork, origin());
      }
    }
  }

  /** What is told of the run beside what it does. */
  Remarks remarks() {
    return remarks;
  }

  /** Notes that the code raises. */
  void raised(Raised raised) {
    note("the code raises: " + raised.getMessage(), raised.origin());
    if (raised.isRefusal()) {
      refuse(String.valueOf(raised.getMessage()), raised.origin());
    }
  }

  /**
   * The path of a module that none holds, such as the one in {@code nn.ReLU()(x)}: below the one
   * whose code calls it.
   */
  String pathInPlace(Instance module) {
    boolean isOutside = modules.size() == 1;
    String around = modules.getFirst();
    String own = module.type().name() + "()";
    return isOutside ? "" : around.isEmpty() ? own : around + "." + own;
  }

  Call begin(
      String path, String type, boolean isLibrary, List<TensorType> inputs, Optional<Frame> made) {
    Call call =
        new Call(
            new ModuleCall(
                path, type, isLibrary, inputs, List.of(), nextNode, nextNode, origin(), made));
    calls.add(call);
    modules.push(path);
    return call;
  }

  void end(Call call, List<TensorType> outputs) {
    modules.pop();
    ModuleCall begun = call.begun;
    call.ended =
        Optional.of(
            new ModuleCall(
                begun.path(),
                begun.type(),
                begun.isLibrary(),
                begun.inputs(),
                outputs,
                begun.first(),
                nextNode,
                begun.origin(),
                begun.made()));
  }

  // --- tensors

  Value value(TensorType type) {
    return new Value(nextValue++, type);
  }

  /** A tensor that a loader gives. */
  Value data(TensorType type) {
    Value value = value(type);
    data.add(value.id());
    return value;
  }

  /** Whether a tensor is one that a loader gives, or is made of one. */
  boolean isOfData(Value value) {
    Value at = value;
    while (!data.contains(at.id())) {
      GraphNode maker = makers.get(at.id());
      if (maker == null || maker.inputs().isEmpty()) {
        return false;
      }
      at = maker.inputs().getFirst();
    }
    return true;
  }

  /** A tensor that comes from a call that is not understood. */
  TensorValue unknown(String callee, List<Argument> arguments) {
    return (TensorValue) unknown(callee, arguments, List.of(TensorType.unknown())).getFirst();
  }

  /** The same of several, of which no more than their types is known. */
  List<PythonValue> unknown(String callee, List<Argument> arguments, List<TensorType> types) {
    SequencedMap<String, Argument> named = new LinkedHashMap<>();
    named.put(GraphNode.CALLEE, new Argument.Text(callee));
    named.put("arguments", new Argument.Many(arguments));
    note("`" + callee + "` is not known");
    List<Value> results = add(GraphNode.UNKNOWN_OP, named, types, Dim.any());
    results.forEach(result -> guessed.add(result.id()));
    return results.stream().map(result -> (PythonValue) new TensorValue(result)).toList();
  }

  /** The tensor that is either of two; a size in which they differ is some size. */
  TensorValue either(TensorValue left, TensorValue right) {
    SequencedMap<String, Argument> both = new LinkedHashMap<>();
    both.put("left", new Argument.Tensor(left.value()));
    both.put("right", new Argument.Tensor(right.value()));
    List<TensorType> joined = List.of(join(left.type(), right.type()));
    boolean isTold = left.shape().isComplete() && right.shape().isComplete();
    return new TensorValue(
        add(GraphNode.JOIN_OP, both, isTold ? named(joined, this::some) : joined, Dim.of(0))
            .getFirst());
  }

  private static TensorType join(TensorType left, TensorType right) {
    Shape shape = Shape.unknown();
    if (left.shape().rank().isPresent() && left.shape().rank().equals(right.shape().rank())) {
      List<Dim> dims = new ArrayList<>();
      for (int i = 0; i < left.shape().rank().getAsInt(); i++) {
        Dim one = left.shape().dim(i);
        dims.add(one.equals(right.shape().dim(i)) ? one : Dim.any());
      }
      shape = Shape.of(dims);
    }
    return new TensorType(
        shape,
        left.dtype() == right.dtype() ? left.dtype() : DType.UNKNOWN,
        left.device() == right.device() ? left.device() : Device.UNKNOWN);
  }

  /** What an operation gave: tensors, and how they are put together. */
  record Results(List<Value> values, OpResult.Form form, boolean isKnown) {}

  /**
   * Runs an operation. One that fails is noted, and gives something unknown.
   *
   * @param arguments by the names of the operation's parameters
   * @param isOpen whether it is given more that is not known, so that it may fit after all
   */
  Results run(Op op, String name, SequencedMap<String, Argument> arguments, boolean isOpen) {
    OpCall call = new OpCall(arguments);
    OpResult result = op.infer(call);
    learn(op, call);
    return switch (result) {
      case OpResult.Inferred inferred ->
          new Results(
              add(name, arguments, counted(name, arguments, inferred), inferred.flops()),
              inferred.form(),
              true);
      case OpResult.Mismatch mismatch -> {
        if (!isOpen && Contradictions.failsForOne(op, arguments, counted)) {
          GraphNode here = new GraphNode(nextNode, name, arguments, List.of(), Dim.of(0), origin());
          boolean isOfGuesses =
              here.inputs().stream().anyMatch(input -> guessed.contains(input.id()));
          contradictions.add(op, here, mismatch.why(), isSure() && !isOfGuesses);
        }
        yield unknownResult(name, arguments);
      }
      case OpResult.Unknown unknown -> {
        note("the result of `" + name + "` is not known: " + unknown.why());
        yield unknownResult(name, arguments);
      }
    };
  }

  /**
   * Where a size depends on the values of tensors, or on a number that is not known, it is some
   * size, the same wherever it goes.
   */
  private List<TensorType> counted(
      String op, SequencedMap<String, Argument> arguments, OpResult.Inferred inferred) {
    boolean isComplete =
        inferred.types().stream().allMatch(type -> type.shape().isComplete())
            || !isTold(new GraphNode(nextNode, op, arguments, List.of(), Dim.of(0), origin()));
    if (isComplete) {
      return inferred.types();
    }
    if (COUNTING.contains(op)) {
      Dim size = some();
      return named(inferred.types(), () -> size);
    }
    boolean isOfUnknown = arguments.values().stream().anyMatch(Trace::isNumberOfNobody);
    hasWeightsOfUnknown |= isOfUnknown && isSettingUp;
    return isOfUnknown ? named(inferred.types(), this::some) : inferred.types();
  }

  /** Whether all is known of the tensors that an operation is given. */
  private static boolean isTold(GraphNode node) {
    return node.inputs().stream().allMatch(input -> input.type().shape().isComplete());
  }

  /** Whether an argument holds what is not known, or a number that is in a tensor. */
  private static boolean isNumberOfNobody(Argument argument) {
    return switch (argument) {
      case Argument.Unknown unknown -> true;
      case Argument.Int number -> number.value().isAny();
      case Argument.Real number -> Double.isNaN(number.value());
      case Argument.Tensor tensor -> tensor.value().type().shape().hasRank(0);
      case Argument.Many many -> many.elements().stream().anyMatch(Trace::isNumberOfNobody);
      case Argument.Slice slice ->
          Stream.of(slice.lower(), slice.upper(), slice.step()).anyMatch(Trace::isNumberOfNobody);
      default -> false;
    };
  }

  /** A size of which nothing is known. */
  private Dim some() {
    String name = assumptions.newName();
    counted.add(name);
    return Dim.size(name);
  }

  /** The size that a library makes of a number that nobody knows, the same in all that it makes. */
  Dim sizeOfUnknown() {
    hasWeightsOfUnknown |= isSettingUp;
    return some();
  }

  /** Whether the constructor makes tensors of sizes that numbers make which are not known. */
  boolean hasWeightsOfUnknown() {
    return hasWeightsOfUnknown;
  }

  /** Whether a size is one that the values of tensors, or numbers that are not known, make. */
  boolean isCounted(Dim size) {
    return counted.containsAll(size.symbols());
  }

  /** Types with names for the sizes of which nothing is known. */
  private static List<TensorType> named(List<TensorType> types, Supplier<Dim> names) {
    List<TensorType> named = new ArrayList<>();
    for (TensorType type : types) {
      if (type.shape().rank().isEmpty()) {
        named.add(type);
        continue;
      }
      List<Dim> dims = new ArrayList<>();
      for (Dim dim : type.shape().dims().orElseThrow()) {
        dims.add(dim.isAny() ? names.get() : dim);
      }
      named.add(type.with(Shape.of(dims)));
    }
    return named;
  }

  private Results unknownResult(String name, SequencedMap<String, Argument> arguments) {
    List<Value> results = add(name, arguments, List.of(TensorType.unknown()), Dim.any());
    results.forEach(result -> guessed.add(result.id()));
    return new Results(results, OpResult.Form.ONE, false);
  }

  /** The code goes on only if two sizes are equal. */
  void equate(Dim left, Dim right) {
    if (!branching.isUncertain() && !left.isAny() && !right.isAny()) {
      equations.add(new OpCall.Equation(left, right));
    }
  }

  private void learn(Op op, OpCall call) {
    if (branching.isUncertain()) {
      return;
    }
    needs.learn(op, call);
    equations.addAll(call.equations());
    likenesses.addAll(call.likenesses());
  }

  /** Notes that a tensor of unknown rank must have this one. */
  void need(TensorValue tensor, Shape shape) {
    if (!branching.isUncertain()) {
      needs.add(tensor.value(), shape);
    }
  }

  private List<Value> add(
      String op, SequencedMap<String, Argument> arguments, List<TensorType> types, Dim flops) {
    List<Value> results = new ArrayList<>(types.size());
    for (TensorType type : types) {
      results.add(value(type));
    }
    sure.set(nextNode, isSure());
    GraphNode node = new GraphNode(nextNode++, op, arguments, results, flops, origin());
    (isSettingUp ? setUp : nodes).add(node);
    results.forEach(result -> makers.put(result.id(), node));
    return results;
  }

  /** Notes that a layer of a library does not take what it is given. */
  void refuse(String why, Origin origin) {
    contradictions.refuse(
        calls.isEmpty() ? "" : calls.getLast().begun.type(),
        why,
        origin,
        nodes.isEmpty() ? List.of() : nodes.getLast().results(),
        isSure());
  }

  /** Whether what the code does now it surely does, with nothing taken to be so. */
  private boolean isSure() {
    return !branching.isUncertain() && assumptions.isNone();
  }

  /** The node that a tensor comes from. */
  Optional<GraphNode> maker(Value value) {
    return Optional.ofNullable(makers.get(value.id()));
  }

  Ops ops() {
    return ops;
  }

  Optional<Op> operation(String name) {
    return ops.find(name);
  }

  // --- what came of it

  /**
   * What of the set-up has to do with a model: a change of a view changes what it is of.
   *
   * @param nodes what the model runs
   * @param inputs what is there without a set-up
   */
  List<GraphNode> setUp(
      List<GraphNode> nodes, List<Weight> weights, Output output, List<Input> inputs) {
    Set<Integer> needed = new HashSet<>();
    weights.forEach(weight -> needed.add(weight.value().id()));
    nodes.forEach(node -> node.inputs().forEach(value -> needed.add(value.id())));
    output.values().forEach(value -> needed.add(value.id()));
    Set<Integer> there = new HashSet<>();
    inputs.forEach(input -> there.add(input.value().id()));
    Set<Integer> kept = new HashSet<>();
    boolean isGrowing = true;
    while (isGrowing) {
      isGrowing = false;
      for (GraphNode node : setUp.reversed()) {
        List<Integer> values =
            Stream.concat(node.inputs().stream(), node.results().stream())
                .map(Value::id)
                .filter(id -> !there.contains(id))
                .toList();
        if (!kept.contains(node.id()) && values.stream().anyMatch(needed::contains)) {
          kept.add(node.id());
          needed.addAll(values);
          isGrowing = true;
        }
      }
    }
    return setUp.stream().filter(node -> kept.contains(node.id())).toList();
  }

  List<GraphNode> nodes() {
    return nodes;
  }

  /** Those that surely run, for which nothing was taken to be so. */
  List<GraphNode> sureNodes() {
    return nodes.stream().filter(node -> sure.get(node.id())).toList();
  }

  List<ModuleCall> calls() {
    return calls.stream().map(call -> call.ended.orElse(call.begun)).toList();
  }

  List<Contradiction> contradictions() {
    return contradictions.all();
  }

  List<OpCall.Equation> equations() {
    return equations;
  }

  /** The names of what the sizes are made of that are met in the trace. */
  Set<String> symbols() {
    Set<String> symbols = new TreeSet<>();
    Stream.concat(setUp.stream(), nodes.stream())
        .flatMap(node -> node.results().stream())
        .flatMap(value -> value.type().shape().dims().stream().flatMap(List::stream))
        .forEach(dim -> symbols.addAll(dim.symbols()));
    equations.forEach(
        equation -> {
          symbols.addAll(equation.left().symbols());
          symbols.addAll(equation.right().symbols());
        });
    return symbols;
  }

  /** Sizes that most likely are equal. */
  List<OpCall.Equation> likenesses() {
    return likenesses;
  }

  /** What is asked of tensors of unknown rank. */
  Needs needs() {
    return needs;
  }
}
