package dev.tensorvet.reader.run;

import dev.tensorvet.facts.BackwardPass;
import dev.tensorvet.facts.BackwardPass.Origin;
import dev.tensorvet.facts.BackwardPass.Reuse;
import dev.tensorvet.facts.GraphUse;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.tensor.Proof;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the backward passes of a run, and what becomes of the graph of each. */
final class BackwardPasses implements RunReader<BackwardPass> {

  /** Of a program with more passes, only these are compared with each other. */
  private static final int MOST_PASSES = 40;

  @Override
  public Class<BackwardPass> kind() {
    return BackwardPass.class;
  }

  @Override
  public List<BackwardPass> read(FinishedRun run) {
    List<Integer> nodes = run.nodes(Event.Backward.class).stream().limit(MOST_PASSES).toList();
    if (nodes.isEmpty()) {
      return List.of();
    }
    Program program = new Program(run, nodes);
    List<BackwardPass> passes = nodes.stream().map(program::pass).toList();
    // What one pass of a function does not need, another call of it may.
    Set<Place> needed = new HashSet<>();
    passes.stream()
        .filter(pass -> pass.reuse() != Reuse.NEVER)
        .forEach(pass -> needed.add(pass.site().place()));
    return passes.stream()
        .map(
            pass ->
                pass.reuse() == Reuse.NEVER && needed.contains(pass.site().place())
                    ? pass.withUnknownReuse()
                    : pass)
        .toList();
  }

  /** A graph that is walked back again. */
  private record Again(Reuse reuse, Optional<Term.Made> what, boolean isStale) {
    static final Again UNKNOWN = new Again(Reuse.UNKNOWN, Optional.empty(), false);
  }

  /** The passes of one run. */
  private static final class Program {
    private final FinishedRun run;
    private final Map<Integer, BackwardGraph> graphs = new HashMap<>();
    private final List<Trained> trained;
    private final Map<Term, Boolean> learning = new HashMap<>();
    private final Cuts cuts;

    Program(FinishedRun run, List<Integer> passes) {
      this.run = run;
      this.cuts = new Cuts(run);
      this.trained = run.trained(run.steppingOptimizers());
      passes.forEach(node -> graphs.put(node, run.walkedBackBy(backward(node))));
    }

    private Event.Backward backward(int node) {
      if (run.event(node) instanceof Event.Backward backward) {
        return backward;
      }
      throw new IllegalArgumentException("no backward pass");
    }

    BackwardPass pass(int node) {
      Event.Backward backward = backward(node);
      Optional<Site> rewrapped = rewrapped(backward);
      Optional<Term> cut = detached(node);
      Origin origin =
          rewrapped.isPresent()
              ? Origin.REWRAPPED
              : cut.isPresent() ? Origin.DETACHED : Origin.ATTACHED;
      Again again = again(node);
      return new BackwardPass(
          run.file(),
          backward.site(),
          origin,
          rewrapped.or(() -> cut.flatMap(BackwardGraph::site)),
          backward.graph(),
          WrittenArguments.keyword(backward.site(), GraphFlow.RETAINS, run)
              .filter(argument -> argument.value() instanceof Expr.BooleanLiteral)
              .map(argument -> new Place(run.file(), argument.span())),
          again.reuse(),
          again.what().map(Term.Made::site),
          again.isStale(),
          run.certainty());
    }

    // --- what the loss hangs on

    /** Where the loss was made the beginning of a graph, though it had been computed. */
    private Optional<Site> rewrapped(Event.Backward backward) {
      if (backward.through().isPresent() && backward.losses().size() < 2) {
        return Optional.empty();
      }
      Term loss = cuts.unscaled(backward.losses().getLast());
      Optional<Site> start = run.run().heap().graphStart(loss);
      if (start.isPresent()) {
        BackwardGraph graph = BackwardGraph.of(List.of(loss), run);
        return cuts.areOnAllWays(graph) ? start : Optional.empty();
      }
      boolean isCopy =
          loss instanceof Term.Made made
              && run.objects()
                  .libraryName(made.callee())
                  .filter(GraphFlow::canStartGraph)
                  .isPresent()
              && made.argument(-1, "requires_grad").flatMap(Conditions::truth).orElse(false)
              && !made.positional().isEmpty()
              && cuts.isComputed(made.positional().getFirst())
              && run.run().heap().added(made).isEmpty();
      return isCopy ? BackwardGraph.site(loss) : Optional.empty();
    }

    /** Where every way from a loss to the parameters is cut; empty unless that is proven. */
    private Optional<Term> detached(int node) {
      Event.Backward backward = backward(node);
      BackwardGraph graph = graphs.get(node);
      if (graph == null
          || backward.through().isPresent()
          || run.run().heap().graphStart(backward.losses().getFirst()).isPresent()
          || !cuts.areOnAllWays(graph)) {
        return Optional.empty();
      }
      return graph.cuts().stream().filter(cuts::isComputedBelow).findFirst();
    }

    // --- what becomes of the graph

    private Again again(int node) {
      BackwardGraph graph = graphs.get(node);
      boolean isFrozenSomewhere = run.run().heap().isGradientSwitched();
      if (graph == null || isFrozenSomewhere) {
        return Again.UNKNOWN;
      }
      return inNextTurn(node, graph)
          .or(() -> byOtherPass(node, graph))
          .orElseGet(
              () ->
                  backward(node).graph() == GraphUse.KEPT && isSurelyLast(node, graph)
                      ? new Again(Reuse.NEVER, Optional.empty(), false)
                      : Again.UNKNOWN);
    }

    private Optional<Again> inNextTurn(int node, BackwardGraph graph) {
      for (Loop loop : run.graph().loopsAround(node)) {
        int first = run.run().firstSerial(Optional.of(loop));
        Optional<Term.Made> before =
            graph.sure().stream().filter(m -> m.serial() < first && isLearning(m)).findFirst();
        if (before.isPresent()) {
          return Optional.of(again(Reuse.EACH_TURN, node, loop, before.get()));
        }
        for (Term.Carried variable : graph.carried()) {
          if (run.run().control().firstSerialOfLoop(variable) == first) {
            Optional<Term.Made> passedOn = passedOn(variable, first, graph);
            if (passedOn.isPresent()) {
              return Optional.of(again(Reuse.NEXT_TURN, node, loop, passedOn.get()));
            }
          }
        }
      }
      return Optional.empty();
    }

    private Again again(Reuse reuse, int node, Loop loop, Term.Made what) {
      if (!run.graph().isInEveryTurn(node, loop)) {
        return Again.UNKNOWN;
      }
      boolean isStale =
          run.nodes(Event.Step.class).stream()
              .filter(loop::contains)
              .anyMatch(step -> isTrainedBy(what, step));
      return new Again(reuse, Optional.of(what), isStale);
    }

    /** What a turn computes, walks back, and hands to the next turn with its graph. */
    private Optional<Term.Made> passedOn(Term.Carried variable, int first, BackwardGraph graph) {
      List<Term> values = run.run().control().values(variable);
      if (values.size() != 2) {
        return Optional.empty();
      }
      BackwardGraph last = BackwardGraph.of(List.of(values.getLast()), run);
      return last.sure().stream()
          .filter(m -> m.serial() >= first && graph.sure().contains(m) && isLearning(m))
          .findFirst();
    }

    private Optional<Again> byOtherPass(int node, BackwardGraph graph) {
      for (int other : graphs.keySet().stream().sorted().toList()) {
        BackwardGraph second = graphs.get(other);
        if (other > node && second != null && isBothRun(node, other)) {
          Optional<Term.Made> shared =
              graph.sure().stream()
                  .filter(m -> second.sure().contains(m) && isLearning(m))
                  .findFirst();
          if (shared.isPresent()) {
            return Optional.of(new Again(Reuse.OTHER_PASS, shared, false));
          }
        }
      }
      return Optional.empty();
    }

    /** Whether one pass comes after another on some way without a further turn of a loop. */
    private boolean isBothRun(int first, int second) {
      return !run.graph().excludes(first, second) && run.graph().leads(first, second);
    }

    /** Whether nothing that the run or its caller does later can walk the graph back. */
    private boolean isSurelyLast(int node, BackwardGraph graph) {
      if (!graph.isWhole() || graph.all().isEmpty()) {
        return false;
      }
      boolean isShared =
          graphs.entrySet().stream()
              .anyMatch(
                  other ->
                      other.getKey() != node
                          && !Collections.disjoint(other.getValue().all(), graph.all()));
      if (isShared || isBuiltBefore(node, graph)) {
        return false;
      }
      Set<Term> ruledOut = new HashSet<>();
      return !isPartOfGraph(run.run().result(), graph, ruledOut)
          && run.run().heap().held().stream().noneMatch(t -> isPartOfGraph(t, graph, ruledOut))
          && run.run().heap().allAdded().entrySet().stream()
              .noneMatch(
                  e ->
                      !graph.all().contains(e.getKey())
                          && e.getValue().stream().anyMatch(t -> isPartOfGraph(t, graph, ruledOut)))
          && !isGivenAway(graph, ruledOut);
    }

    /** Whether a loop around a pass may find a part of its graph again in the next turn. */
    private boolean isBuiltBefore(int node, BackwardGraph graph) {
      return run.graph().loopsAround(node).stream()
              .anyMatch(
                  loop -> {
                    int first = run.run().firstSerial(Optional.of(loop));
                    return graph.all().stream()
                        .anyMatch(t -> t instanceof Term.Made made && made.serial() < first);
                  })
          || graph.mayGoOn();
    }

    private boolean isPartOfGraph(Term value, BackwardGraph graph, Set<Term> ruledOut) {
      return run.relations().comesFrom(value, graph.all()::contains, ruledOut);
    }

    /**
     * Whether gradients of a part of the graph are asked for, or code that is not known is given
     * one, and not only to compute it.
     */
    private boolean isGivenAway(BackwardGraph graph, Set<Term> ruledOut) {
      Set<Site> computing = new HashSet<>();
      for (Term term : graph.all()) {
        if (term instanceof Term.Made made) {
          computing.add(made.site());
        }
      }
      return Stream.concat(
              run.events(Event.Opaque.class)
                  .filter(opaque -> !computing.contains(opaque.site()))
                  .map(Event.Opaque::given),
              run.events(Event.Gradient.class).map(Event.Gradient::losses))
          .flatMap(List::stream)
          .anyMatch(given -> isPartOfGraph(given, graph, ruledOut));
    }

    // --- who learns

    /** Whether a call ran a module that some optimizer trains. */
    private boolean isLearning(Term.Made call) {
      if (call.callee() instanceof Term.Named) {
        return false;
      }
      return learning.computeIfAbsent(
          call.callee(), module -> trained.stream().anyMatch(each -> isTrainedBy(call, each)));
    }

    private boolean isTrainedBy(Term.Made call, Trained by) {
      return run.objects().isModule(run.relations().settled(call.callee()))
          && run.training().covers(call.callee(), by) == Proof.YES;
    }

    private boolean isTrainedBy(Term.Made call, int step) {
      return run.event(step) instanceof Event.Step by
          && isTrainedBy(call, run.training().of(by.optimizer()));
    }
  }
}
