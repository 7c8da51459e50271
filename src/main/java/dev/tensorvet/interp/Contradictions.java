package dev.tensorvet.interp;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.graph.Value;
import dev.tensorvet.ops.Op;
import dev.tensorvet.ops.OpCall;
import dev.tensorvet.ops.OpResult;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The operations of a run that fail, with where what they are given comes from. */
final class Contradictions {

  /** How far back a contradiction shows where its shapes come from. */
  private static final int MOST_STEPS_SHOWN = 4;

  private final Function<Value, Optional<GraphNode>> makers;
  private final List<Contradiction> found = new ArrayList<>();
  private final List<Frame> settings = new ArrayList<>();

  /**
   * @param makers the node that a tensor comes from
   */
  Contradictions(Function<Value, Optional<GraphNode>> makers) {
    this.makers = makers;
  }

  /** What was found so far, for a run that goes on from here. */
  void takeOver(Contradictions other) {
    found.addAll(other.found);
  }

  /** Settings are read from a file: what fails after that may fail for them. */
  void read(Frame file) {
    settings.add(file);
  }

  List<Contradiction> all() {
    return found;
  }

  /**
   * An operation fails.
   *
   * @param here as it would be in the graph
   * @param isProof whether it surely runs, and on tensors that the code surely makes
   */
  void add(Op op, GraphNode here, String why, boolean isProof) {
    List<Contradiction.Step> steps = new ArrayList<>();
    here.inputs().forEach(input -> collect(input, steps));
    found.add(
        new Contradiction(
            here.op(),
            why,
            here.origin(),
            here.inputs().stream().map(input -> input.type().shape()).toList(),
            steps.reversed(),
            settings,
            isProof,
            cause(op, here.arguments())));
  }

  /**
   * A layer of a library does not take what it is given.
   *
   * @param last what was made last
   */
  void refuse(String layer, String why, Origin origin, List<Value> last, boolean isProof) {
    List<Contradiction.Step> steps = new ArrayList<>();
    last.stream().findFirst().ifPresent(value -> collect(value, steps));
    found.add(
        new Contradiction(
            layer,
            why,
            origin,
            List.of(),
            steps.reversed(),
            settings,
            isProof,
            Contradiction.Cause.SHAPES));
  }

  /** What an operation that fails for these arguments fails for. */
  private static Contradiction.Cause cause(Op op, SequencedMap<String, Argument> arguments) {
    if (fails(op, arguments, type -> TensorType.unknown())) {
      return Contradiction.Cause.CALL;
    }
    return fails(op, arguments, type -> type.with(DType.UNKNOWN))
        ? Contradiction.Cause.SHAPES
        : Contradiction.Cause.TYPES;
  }

  /**
   * Whether an operation fails even if sizes that nobody knows are one, which spreads and fits
   * where others do not.
   */
  static boolean failsForOne(Op op, SequencedMap<String, Argument> arguments, Set<String> unknown) {
    Map<String, Dim> ones = unknown.stream().collect(Collectors.toMap(n -> n, n -> Dim.of(1)));
    return unknown.isEmpty() || fails(op, arguments, type -> type.with(type.shape().with(ones)));
  }

  private static boolean fails(
      Op op, SequencedMap<String, Argument> arguments, UnaryOperator<TensorType> known) {
    SequencedMap<String, Argument> changed = new LinkedHashMap<>();
    arguments.forEach((name, argument) -> changed.put(name, with(known, argument)));
    return op.infer(new OpCall(changed)) instanceof OpResult.Mismatch;
  }

  /** An argument of whose tensors only this is known. */
  private static Argument with(UnaryOperator<TensorType> known, Argument argument) {
    return switch (argument) {
      case Argument.Tensor(Value value) ->
          new Argument.Tensor(new Value(value.id(), known.apply(value.type())));
      case Argument.Many many ->
          new Argument.Many(many.elements().stream().map(each -> with(known, each)).toList());
      default -> argument;
    };
  }

  /** The nodes that a tensor comes from, by their first arguments, latest first. */
  private void collect(Value from, List<Contradiction.Step> steps) {
    Value at = from;
    for (int i = 0; i < MOST_STEPS_SHOWN; i++) {
      Optional<GraphNode> maker = makers.apply(at);
      if (maker.isEmpty()) {
        return;
      }
      steps.add(
          new Contradiction.Step(
              maker.get().op(), at.type().shape().toString(), maker.get().origin()));
      List<Value> inputs = maker.get().inputs();
      if (inputs.isEmpty()) {
        return;
      }
      at = inputs.getFirst();
    }
  }
}
