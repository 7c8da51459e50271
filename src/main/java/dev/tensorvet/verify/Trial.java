package dev.tensorvet.verify;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Verdict;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.graph.Output;
import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.verify.Program.Traced;
import dev.tensorvet.verify.Wire.Answer;
import dev.tensorvet.verify.Wire.Numbers;
import dev.tensorvet.verify.Wire.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts what a rule says of a model to the test: the model runs up to the line in question. */
public final class Trial {

  private static final long BATCH = 4;

  private final Libtorch torch;
  private final Recipe.Hardware device;
  private final long memory;

  /**
   * @param memory what the tensors of a model may take, in bytes
   */
  public Trial(Libtorch torch, Recipe.Hardware device, long memory) {
    this.torch = torch;
    this.device = device;
    this.memory = memory;
  }

  /** What came of a run up to a node. */
  private sealed interface Outcome {

    /** The node gave this. */
    record Gave(ModelReport.Layer layer, int rank, long first) implements Outcome {}

    /** The node failed. */
    record Failed(String why) implements Outcome {}

    /** It did not come so far. */
    record NotReached(String why) implements Outcome {}
  }

  /**
   * What running the models of its file says of a finding.
   *
   * @param training what the models compute while they are trained
   * @param evaluation what they compute else
   */
  public Verdict of(
      Finding finding, List<Interpretation> training, List<Interpretation> evaluation) {
    return switch (finding.rule().name()) {
      case "batch-norm-single-value" -> singleValue(finding.place(), training);
      case "squeeze-drops-batch" -> dropsBatch(finding.place(), evaluation);
      case "flatten-merges-batch" -> mergesBatch(finding.place(), evaluation);
      case "single-logit-softmax" -> isConstant(finding.place(), evaluation);
      default -> fails(finding.place(), evaluation);
    };
  }

  // --- what rules say

  private Verdict fails(Place place, List<Interpretation> models) {
    Verdict verdict = Verdict.notVerified("what is meant, no run can tell");
    for (Interpretation model : models) {
      for (Contradiction failing : model.contradictions()) {
        if (isAt(failing.origin(), place)) {
          verdict = fails(failing, model.graph());
          if (verdict.state() == Verdict.State.CONFIRMED) {
            return verdict;
          }
        }
      }
    }
    return verdict;
  }

  private Verdict fails(Contradiction failing, Graph graph) {
    Optional<GraphNode> node =
        graph.nodes().stream()
            .filter(n -> n.op().equals(failing.op()) && n.origin().equals(failing.origin()))
            .findFirst();
    if (node.isEmpty()) {
      return Verdict.notVerified("the layer itself refuses its input, before anything is computed");
    }
    return mustFail(upTo(graph, node.get()), node.get(), BATCH);
  }

  private Verdict mustFail(Graph part, GraphNode node, long batch) {
    String reason = "no sizes for its inputs are known";
    for (Map<String, Dim> sizes : InputSizes.candidates(part, batch)) {
      switch (run(part, node, sizes)) {
        case Outcome.Gave gave -> {
          return verdict(
              Verdict.State.REFUTED,
              "`%s` gives `%s`%s".formatted(node.op(), gave.layer().actual(), with(sizes)));
        }
        case Outcome.Failed failed -> {
          if (!InputSizes.isGuessed(part)) {
            return verdict(Verdict.State.CONFIRMED, failed.why());
          }
          reason = "it fails, but its constructor was given likely numbers: " + failed.why();
        }
        case Outcome.NotReached not -> reason = not.why();
      }
    }
    return Verdict.notVerified(reason);
  }

  private Verdict singleValue(Place place, List<Interpretation> training) {
    return with(
        place,
        Set.of("batch_norm"),
        training,
        (graph, node) -> mustFail(upTo(graph, node), node, 1));
  }

  private Verdict dropsBatch(Place place, List<Interpretation> models) {
    return with(
        place,
        Set.of("squeeze"),
        models,
        (graph, node) ->
            gave(graph, node, BATCH, many -> gave(graph, node, 1, one -> compare(many, one))));
  }

  private Verdict compare(Outcome.Gave many, Outcome.Gave one) {
    return verdict(
        one.rank() < many.rank() ? Verdict.State.CONFIRMED : Verdict.State.REFUTED,
        "a batch of %d gives `%s`, a batch of 1 gives `%s`"
            .formatted(BATCH, many.layer().actual(), one.layer().actual()));
  }

  private Verdict mergesBatch(Place place, List<Interpretation> models) {
    return with(
        place,
        Set.of("flatten", "ravel", "view", "reshape"),
        models,
        (graph, node) ->
            gave(
                graph,
                node,
                BATCH,
                gave ->
                    verdict(
                        gave.first() == BATCH ? Verdict.State.REFUTED : Verdict.State.CONFIRMED,
                        "a batch of %d becomes `%s`".formatted(BATCH, gave.layer().actual()))));
  }

  private Verdict isConstant(Place place, List<Interpretation> models) {
    return with(
        place,
        Set.of("softmax", "log_softmax"),
        models,
        (graph, node) ->
            gave(
                graph,
                node,
                BATCH,
                gave ->
                    verdict(
                        gave.layer().least() == gave.layer().most()
                            ? Verdict.State.CONFIRMED
                            : Verdict.State.REFUTED,
                        "its values go from %s to %s"
                            .formatted(gave.layer().least(), gave.layer().most()))));
  }

  // --- runs

  private interface Judge {
    Verdict of(Graph graph, GraphNode node);
  }

  private interface Look {
    Verdict at(Outcome.Gave gave);
  }

  /** What one of the models says that come by the place; one that confirms it has the word. */
  private static Verdict with(
      Place place, Set<String> ops, List<Interpretation> models, Judge judge) {
    Verdict verdict = Verdict.notVerified("no model that is understood comes by this line");
    for (Interpretation model : models) {
      Optional<GraphNode> node =
          model.graph().nodes().stream()
              .filter(n -> ops.contains(n.op()) && isAt(n.origin(), place))
              .findFirst();
      if (node.isPresent()) {
        verdict = judge.of(model.graph(), node.get());
        if (verdict.state() == Verdict.State.CONFIRMED) {
          return verdict;
        }
      }
    }
    return verdict;
  }

  private Verdict gave(Graph graph, GraphNode node, long batch, Look look) {
    Graph part = upTo(graph, node);
    String reason = "no sizes for its inputs are known";
    for (Map<String, Dim> sizes : InputSizes.candidates(part, batch)) {
      switch (run(part, node, sizes)) {
        case Outcome.Gave gave -> {
          return look.at(gave);
        }
        case Outcome.Failed failed -> reason = failed.why();
        case Outcome.NotReached not -> reason = not.why();
      }
    }
    return Verdict.notVerified(reason);
  }

  private Outcome run(Graph part, GraphNode node, Map<String, Dim> sizes) {
    return switch (Emitter.emit(part, new Recipe(sizes, device))) {
      case Emission.NotEmitted not -> new Outcome.NotReached(not.why());
      case Emission.Emitted emitted -> run(emitted.program(), node);
    };
  }

  private Outcome run(Program program, GraphNode node) {
    long needed = Memory.of(program);
    if (needed > memory) {
      return new Outcome.NotReached(
          "it needs about " + Memory.text(needed) + ", which is more than a run may take");
    }
    Answer answer = torch.ask(new Request.Load(program.archive()));
    for (String method : List.of("init", "inputs", "run")) {
      if (answer instanceof Answer.Given) {
        answer = call(method);
      }
    }
    return switch (answer) {
      case Answer.Died died -> new Outcome.NotReached(died.why());
      case Answer.Failed failed -> failed(program, node, Complaint.reason(failed.message()));
      case Answer.Given given -> given(program, node);
    };
  }

  private Answer call(String method) {
    return torch.ask(Request.Call.of(method));
  }

  private Outcome failed(Program program, GraphNode node, String why) {
    List<Traced> traced = program.traced();
    int done = call("seen") instanceof Answer.Given given ? given.tensors().size() : 0;
    return done < traced.size() && traced.get(done).node().id() == node.id()
        ? new Outcome.Failed(why)
        : new Outcome.NotReached("it fails before: " + why);
  }

  private Outcome given(Program program, GraphNode node) {
    if (call("seen") instanceof Answer.Given given) {
      for (int i = 0; i < program.traced().size(); i++) {
        if (program.traced().get(i).node().id() == node.id()) {
          Numbers seen = given.tensors().get(i);
          int rank = seen.values().remaining() - Observed.FACTS;
          return new Outcome.Gave(
              Observed.of(program.traced().get(i), seen, program.recipe().sizes()),
              rank,
              rank == 0 ? 0 : (long) seen.at(Observed.FACTS));
        }
      }
    }
    return new Outcome.NotReached("what it computes was not kept");
  }

  // --- parts of models

  /** What a graph computes before a node and at it, with the inputs that this takes. */
  private static Graph upTo(Graph graph, GraphNode node) {
    List<GraphNode> nodes = graph.nodes().stream().filter(n -> n.id() <= node.id()).toList();
    Set<Integer> used = new HashSet<>();
    nodes.forEach(n -> n.inputs().forEach(value -> used.add(value.id())));
    List<Input> inputs =
        graph.inputs().stream().filter(input -> used.contains(input.value().id())).toList();
    return new Graph(
        graph.name(),
        inputs,
        graph.setUp(),
        graph.weights(),
        nodes,
        graph.calls(),
        new Output.Many(node.results().stream().<Output>map(Output.Tensor::new).toList()),
        graph.notes());
  }

  private static boolean isAt(Origin origin, Place place) {
    return origin.stack().stream()
        .anyMatch(
            frame ->
                frame.file().path().equals(place.file().path())
                    && frame.span().equals(place.span()));
  }

  private Verdict verdict(Verdict.State state, String evidence) {
    return new Verdict(state, evidence, Optional.of(device.name()));
  }

  private static String with(Map<String, Dim> sizes) {
    return sizes.isEmpty() ? "" : " with `" + new TreeMap<>(sizes) + "`";
  }
}
