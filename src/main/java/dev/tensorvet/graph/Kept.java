package dev.tensorvet.graph;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Memory that a forward pass holds until the backward pass has used it.
 *
 * <p>An operation saves what its derivative needs, if one of its arguments asks for a gradient.
 * What is saved by several is held once, a view holds the tensor that it is a view of, and the
 * weights are there anyway. Dropout and batch normalisation are taken to be in training. Nothing is
 * taken to be computed twice, as activation checkpointing would, nor under {@code no_grad}.
 *
 * @param node the first node that saves it
 * @param isWeight whether it is a copy of a weight in 16 bits
 */
record Kept(int node, Dim bytes, boolean isWeight) {

  /** In the order of the nodes. */
  static List<Kept> of(Graph graph, Precision precision) {
    Pass pass = new Pass(precision);
    graph.inputs().forEach(input -> pass.holds(input.value()));
    for (Weight weight : graph.weights()) {
      if (weight.isTrainable()) {
        pass.asking.add(weight.value().id());
      }
    }
    graph.nodes().forEach(pass::run);
    return pass.kept;
  }

  /** One forward pass. */
  private static final class Pass {

    private final Precision precision;
    private final List<Kept> kept = new ArrayList<>();

    /** The values that ask for a gradient. */
    private final Set<Integer> asking = new HashSet<>();

    private final Aliases aliases = new Aliases();

    /** What the forward pass makes: neither weights nor what the constructor made. */
    private final Set<Integer> made = new HashSet<>();

    private final Set<Integer> half = new HashSet<>();
    private final Set<Held> held = new HashSet<>();

    /** A tensor in a kind of numbers. */
    private record Held(int value, long bytes) {}

    Pass(Precision precision) {
      this.precision = precision;
    }

    void holds(Value value) {
      made.add(value.id());
    }

    void run(GraphNode node) {
      String op = Aliases.plainOp(node);
      boolean isInPlace = Aliases.isInPlace(node);
      List<Value> inputs = node.inputs();
      boolean asks = inputs.stream().anyMatch(v -> asking.contains(v.id())) && !op.equals("detach");
      boolean isHalf = isHalf(op, inputs);
      place(node);
      for (Value result : node.results()) {
        if (isHalf && isFloating(result)) {
          half.add(result.id());
        }
        if (asks && isFloating(result)) {
          asking.add(result.id());
        }
      }
      if (precision == Precision.MIXED && Saving.isHalf(op)) {
        // Autocast remembers the copies of trained weights, be they needed again or not.
        inputs.stream()
            .filter(v -> asking.contains(v.id()) && !made.contains(base(v).id()))
            .forEach(weight -> keep(node, op, weight));
      }
      if (asks && !Aliases.isIdle(node)) {
        save(node, op, isInPlace, inputs);
      }
    }

    private boolean isHalf(String op, List<Value> inputs) {
      if (precision == Precision.FLOAT32 || Saving.isFull(op)) {
        return false;
      }
      List<Value> floats =
          inputs.stream().filter(v -> isFloating(v) && made.contains(base(v).id())).toList();
      return Saving.isHalf(op)
          || (!floats.isEmpty() && floats.stream().allMatch(v -> half.contains(v.id())));
    }

    /** Takes note of where the results of a node lie. */
    private void place(GraphNode node) {
      aliases.place(node);
      if (!aliases.isInArgument(node)) {
        node.results().forEach(this::holds);
      }
    }

    private Value base(Value value) {
      return aliases.base(value);
    }

    private void save(GraphNode node, String op, boolean isInPlace, List<Value> inputs) {
      Value first = inputs.getFirst();
      Value result = node.results().getFirst();
      switch (Saving.of(op, isInPlace)) {
        case NOTHING -> {
          if (op.equals(GraphNode.UNKNOWN_OP)) {
            kept.add(new Kept(node.id(), Dim.any(), false));
          }
        }
        case INPUT -> {
          if (!isMean(op, result)) {
            saveInput(node, op, first, isInPlace);
          }
        }
        case RESULT -> keep(node, op, result);
        case INPUT_AND_RESULT -> {
          keep(node, op, first);
          keep(node, op, result);
        }
        case FACTORS -> saveFactors(node, op, inputs);
        case MASK -> extra(node, result.type().shape().numel());
        case INDICES -> extra(node, result.type().shape().numel().times(DType.INT64.bytes()));
        case INPUT_AND_INDICES -> {
          keep(node, op, first);
          extra(node, result.type().shape().numel().times(DType.INT64.bytes()));
        }
        case CHOICE ->
            inputs.stream().filter(v -> !isFloating(v)).forEach(choice -> keep(node, op, choice));
        case ALL -> {
          inputs.forEach(input -> keep(node, op, input));
          keep(node, op, result);
        }
        case GATES -> saveGates(node, op, first, inputs);
      }
    }

    /** An average of all that there is, which is computed as such and needs nothing. */
    private static boolean isMean(String op, Value result) {
      return op.startsWith("adaptive_avg_pool") && result.type().shape().dim(-1).isKnown(1);
    }

    /** What is about to be overwritten is saved as a copy. */
    private void saveInput(GraphNode node, String op, Value input, boolean isInPlace) {
      if (isInPlace) {
        extra(node, input.type().shape().numel().times(width(op, input)));
      } else {
        keep(node, op, input);
      }
    }

    private void saveFactors(GraphNode node, String op, List<Value> inputs) {
      for (Value factor : inputs) {
        if (inputs.stream().anyMatch(v -> v.id() != factor.id() && asking.contains(v.id()))
            || inputs.stream().filter(v -> v.id() == factor.id()).count() > 1) {
          keep(node, op, factor);
        }
      }
    }

    /**
     * The gates and cells of each step, of which a library for GPUs tells only the size that it
     * reserves: one and a half times the gates.
     */
    private void saveGates(GraphNode node, String op, Value input, List<Value> inputs) {
      keep(node, op, input);
      node.results().forEach(result -> keep(node, op, result));
      Dim steps = Dim.of(1);
      int rank = input.type().shape().rank().orElse(1);
      for (int i = 0; i < rank - 1; i++) {
        steps = steps.times(input.type().shape().dim(i));
      }
      List<Value> matrices =
          inputs.stream()
              .filter(v -> !made.contains(base(v).id()) && v.type().shape().hasRank(2))
              .toList();
      Dim gates = Dim.of(0);
      for (int i = 0; i < matrices.size(); i += 2) {
        gates = gates.plus(matrices.get(i).type().shape().dim(0));
      }
      long width = precision == Precision.MIXED ? 2 : 4;
      extra(node, steps.times(gates).times(3 * width).floorDiv(Dim.of(2)));
      matrices.forEach(matrix -> keep(node, op, matrix));
    }

    private void extra(GraphNode node, Dim bytes) {
      kept.add(new Kept(node.id(), bytes, false));
    }

    private void keep(GraphNode node, String op, Value value) {
      Value base = base(value);
      long width = width(op, value);
      boolean isWeight = !made.contains(base.id());
      boolean isThere = isWeight && width == base.type().dtype().bytes();
      if (!isThere && held.add(new Held(base.id(), width))) {
        kept.add(new Kept(node.id(), base.type().shape().numel().times(width), isWeight));
      }
    }

    /** The bytes of an element as an operation sees it. */
    private long width(String op, Value value) {
      if (precision == Precision.MIXED && isFloating(value)) {
        if (Saving.isHalf(op)) {
          return 2;
        }
        if (half.contains(value.id()) && !Saving.isFull(op)) {
          return 2;
        }
      }
      return value.type().dtype().bytes();
    }

    private static boolean isFloating(Value value) {
      return switch (value.type().dtype().kind()) {
        case FLOATING, COMPLEX, UNKNOWN -> true;
        case BOOL, INTEGER -> false;
      };
    }
  }
}
