package dev.tensorvet.interp;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.ops.Op;
import dev.tensorvet.ops.OpCall;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What operations ask of tensors of unknown rank, back to the ones that these are made of. */
final class Needs {

  private final Ops ops;
  private final Function<Value, Optional<GraphNode>> makers;
  private final Map<Integer, Need> asked = new LinkedHashMap<>();
  private final Map<Integer, Need> supposed = new LinkedHashMap<>();

  /** What is asked of one. */
  record Need(Shape shape, DType dtype) {}

  /**
   * @param makers the node that a tensor comes from
   */
  Needs(Ops ops, Function<Value, Optional<GraphNode>> makers) {
    this.ops = ops;
    this.makers = makers;
  }

  /** What was asked so far, for a run that goes on from here. */
  void takeOver(Needs other) {
    asked.putAll(other.asked);
    supposed.putAll(other.supposed);
  }

  /** What is asked, by the numbers of the tensors. */
  Map<Integer, Need> asked() {
    return asked;
  }

  /** What most such calls are given, by the numbers of the tensors. */
  Map<Integer, Need> supposed() {
    return supposed;
  }

  /** A tensor must have this rank. */
  void add(Value value, Shape shape) {
    need(value, shape, DType.UNKNOWN, asked);
  }

  /** What an operation asks of what it is given. */
  void learn(Op op, OpCall call) {
    call.arguments().forEach(this::needNumbers);
    call.needs().forEach((parameter, shape) -> learn(op, call, parameter, shape, asked));
    call.suppositions().forEach((parameter, shape) -> learn(op, call, parameter, shape, supposed));
  }

  /** A tensor among the sizes of a shape is one number. */
  private void needNumbers(String parameter, Argument argument) {
    boolean isOfSizes =
        switch (parameter) {
          case "size", "sizes", "shape", "repeats" -> true;
          default -> false;
        };
    if (isOfSizes && argument instanceof Argument.Many many && many.elements().size() > 1) {
      for (Argument element : many.elements()) {
        if (element instanceof Argument.Tensor tensor) {
          need(tensor.value(), Shape.scalar(), DType.INT64, asked);
        }
      }
    }
  }

  private void learn(Op op, OpCall call, String parameter, Shape shape, Map<Integer, Need> known) {
    if (call.arguments().get(parameter) instanceof Argument.Tensor tensor) {
      need(tensor.value(), shape, takes(op, parameter), known);
    }
  }

  /** What is asked of a tensor is asked of the one that it is made from element by element. */
  private void need(Value value, Shape shape, DType dtype, Map<Integer, Need> known) {
    if (known.putIfAbsent(value.id(), new Need(shape, dtype)) != null) {
      return;
    }
    GraphNode maker = makers.apply(value).orElse(null);
    if (maker != null && maker.op().equals(GraphNode.JOIN_OP)) {
      Shape either = Shape.ofRank(shape.rank().orElseThrow());
      maker.inputs().forEach(input -> need(input, either, dtype, known));
      return;
    }
    if (maker == null || maker.inputs().isEmpty() || value.type().shape().rank().isPresent()) {
      return;
    }
    Optional<Op> made = ops.find(maker.op());
    if (made.filter(Op::keepsShape).isPresent()) {
      need(maker.inputs().getFirst(), shape, dtype, known);
    } else if (made.filter(Op::keepsRank).isPresent()) {
      needRank(maker.inputs().getFirst(), shape, known);
    } else if (made.filter(Op::keepsRankOfAll).isPresent()) {
      maker.inputs().forEach(part -> needRank(part, shape, known));
    }
  }

  private void needRank(Value value, Shape shape, Map<Integer, Need> known) {
    need(value, Shape.ofRank(shape.rank().orElseThrow()), DType.FLOAT32, known);
  }

  /**
   * What a layer takes: indices, yes or no, or floats as all that have weights do; a target is
   * either.
   */
  private static DType takes(Op op, String parameter) {
    if (parameter.equals("target")) {
      return DType.UNKNOWN;
    }
    if (parameter.equals("mask") || parameter.equals("condition")) {
      return DType.BOOL;
    }
    return op.name().startsWith("embedding") && parameter.equals("input")
        ? DType.INT64
        : DType.FLOAT32;
  }
}
