package dev.tensorvet.verify;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.graph.Output;
import dev.tensorvet.graph.Value;
import dev.tensorvet.ops.OpCall;
import dev.tensorvet.ops.OpCase;
import dev.tensorvet.ops.OpResult;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.TensorType;
import dev.tensorvet.verify.Wire.Answer;
import dev.tensorvet.verify.Wire.Numbers;
import dev.tensorvet.verify.Wire.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Holds what is said of one operation against what libtorch does. */
final class Oracle {

  /** What came of a case. */
  sealed interface Verdict {

    /** The rule and libtorch agree; the tensors are as libtorch gave them. */
    record Same(List<Numbers> tensors) implements Verdict {}

    record Different(String how) implements Verdict {}

    /** It could not be run: its sizes are not known, or it cannot be said. */
    record NotRun(String why) implements Verdict {}
  }

  private static final List<Long> SIZES = List.of(2L, 3L, 4L, 6L, 8L, 16L, 5L, 12L, 64L);
  private static final int TRIES = 400;

  private final Libtorch torch;
  private final Recipe.Hardware device;

  Oracle(Libtorch torch, Recipe.Hardware device) {
    this.torch = torch;
    this.device = device;
  }

  Verdict judge(OpCase op) {
    if (op.result() instanceof OpResult.Unknown) {
      return new Verdict.NotRun("the rule knows nothing");
    }
    if (op.op().contains("packed_sequence") || op.op().contains("padded_sequence")) {
      return new Verdict.NotRun("its inputs must fit each other");
    }
    List<Value> inputs = inputs(op.arguments());
    Optional<Map<String, Dim>> sizes = sizes(op, inputs);
    if (sizes.isEmpty()) {
      return new Verdict.NotRun("no sizes fit");
    }
    List<TensorType> types =
        op.result() instanceof OpResult.Inferred inferred
            ? inferred.types()
            : List.of(TensorType.unknown());
    Emission emission = Emitter.emit(graph(op, inputs, types), new Recipe(sizes.get(), device));
    return switch (emission) {
      case Emission.NotEmitted not -> new Verdict.NotRun(not.why());
      case Emission.Emitted emitted ->
          run(emitted.program(), op.result() instanceof OpResult.Mismatch);
    };
  }

  /**
   * The same of a whole graph.
   *
   * @param isMismatch whether its last operation is one that cannot be done
   */
  Verdict judge(Graph graph, Map<String, Dim> sizes, boolean isMismatch) {
    return switch (Emitter.emit(graph, new Recipe(sizes, device))) {
      case Emission.NotEmitted not -> new Verdict.NotRun(not.why());
      case Emission.Emitted emitted -> run(emitted.program(), isMismatch);
    };
  }

  private Verdict run(Program program, boolean isMismatch) {
    List<Numbers> tensors = List.of();
    List<Numbers> seen = List.of();
    Answer answer = torch.ask(new Request.Load(program.archive()));
    for (String method : List.of("init", "inputs", "run", "results", "seen")) {
      if (answer instanceof Answer.Given) {
        answer = torch.ask(Request.Call.of(method));
        if (answer instanceof Answer.Given given) {
          tensors = method.equals("results") ? given.tensors() : tensors;
          seen = given.tensors();
        }
      }
    }
    return switch (answer) {
      case Answer.Died died -> new Verdict.Different(died.why());
      case Answer.Failed failed ->
          isMismatch
              ? new Verdict.Same(List.of())
              : new Verdict.Different("libtorch refuses: " + Complaint.reason(failed.message()));
      case Answer.Given given -> {
        if (isMismatch) {
          yield new Verdict.Different("libtorch does not refuse");
        }
        for (int i = 0; i < program.traced().size(); i++) {
          ModelReport.Layer layer =
              Observed.of(program.traced().get(i), seen.get(i), program.recipe().sizes());
          if (!layer.isAsPredicted()) {
            yield new Verdict.Different(layer.actual() + " where foreseen is " + layer.predicted());
          }
        }
        yield new Verdict.Same(tensors);
      }
    };
  }

  static List<Value> inputs(Map<String, Argument> arguments) {
    return new GraphNode(0, "any", new LinkedHashMap<>(arguments), List.of(), Dim.of(0), nowhere())
        .inputs();
  }

  private static Origin nowhere() {
    return new Origin(List.of(), "");
  }

  private static Graph graph(OpCase op, List<Value> inputs, List<TensorType> types) {
    List<Value> results = new ArrayList<>();
    for (TensorType type : types) {
      results.add(new Value(1000 + results.size(), type));
    }
    return new Graph(
        "Op",
        inputs.stream().map(value -> new Input("x" + value.id(), value)).toList(),
        List.of(),
        List.of(),
        List.of(
            new GraphNode(
                0, op.op(), new LinkedHashMap<>(op.arguments()), results, Dim.of(0), nowhere())),
        List.of(),
        new Output.Many(results.stream().<Output>map(Output.Tensor::new).toList()),
        List.of());
  }

  /** Numbers for the symbols with which all that the rule asks is true. */
  private static Optional<Map<String, Dim>> sizes(OpCase op, List<Value> inputs) {
    Set<String> symbols = new TreeSet<>();
    List<Dim> all = new ArrayList<>();
    for (Value input : inputs) {
      if (input.type().dtype() == DType.UNKNOWN || !input.type().shape().isComplete()) {
        return Optional.empty();
      }
      all.addAll(input.type().shape().dims().orElseThrow());
    }
    if (op.result() instanceof OpResult.Inferred inferred) {
      inferred.types().forEach(t -> t.shape().dims().ifPresent(all::addAll));
    }
    all.forEach(dim -> symbols.addAll(dim.symbols()));
    op.arguments().values().forEach(argument -> collect(argument, symbols));
    Random random = new Random(1);
    for (int i = 0; i < TRIES; i++) {
      Map<String, Dim> sizes = new HashMap<>();
      symbols.forEach(s -> sizes.put(s, Dim.of(SIZES.get(random.nextInt(SIZES.size())))));
      if (op.equations().stream().allMatch(e -> holds(e, sizes))
          && all.stream()
              .map(dim -> dim.with(sizes))
              .allMatch(dim -> dim.known().isEmpty() || dim.known().getAsLong() > 0)) {
        return Optional.of(sizes);
      }
    }
    return Optional.empty();
  }

  private static boolean holds(OpCall.Equation equation, Map<String, Dim> sizes) {
    return equation.left().with(sizes).known().equals(equation.right().with(sizes).known());
  }

  private static void collect(Argument argument, Set<String> symbols) {
    switch (argument) {
      case Argument.Int number -> symbols.addAll(number.value().symbols());
      case Argument.Many many -> many.elements().forEach(each -> collect(each, symbols));
      case Argument.Slice slice -> {
        collect(slice.lower(), symbols);
        collect(slice.upper(), symbols);
        collect(slice.step(), symbols);
      }
      default -> {}
    }
  }
}
