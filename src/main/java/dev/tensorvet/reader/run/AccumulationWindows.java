package dev.tensorvet.reader.run;

import dev.tensorvet.facts.AccumulationWindow;
import dev.tensorvet.facts.GradientEvent;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.EventGraph.Decision;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds where an optimizer steps once for several batches. */
final class AccumulationWindows {

  /** An event of the run as the parameters of an optimizer see it. */
  record Seen(GradientEvent gradient, Event event) {}

  private final EventGraph<Seen> graph;
  private final Term optimizer;
  private final FinishedRun run;

  private AccumulationWindows(EventGraph<Seen> graph, Term optimizer, FinishedRun run) {
    this.graph = graph;
    this.optimizer = optimizer;
    this.run = run;
  }

  static List<AccumulationWindow> of(EventGraph<Seen> graph, Term optimizer, FinishedRun run) {
    return new AccumulationWindows(graph, optimizer, run).all();
  }

  private List<AccumulationWindow> all() {
    List<AccumulationWindow> windows = new ArrayList<>();
    for (int step : graph.eventNodes().filter(n -> seen(n).steps()).toArray()) {
      underCondition(step).or(() -> afterLoop(step)).ifPresent(windows::add);
    }
    return windows;
  }

  private GradientEvent seen(int node) {
    return graph.event(node).orElseThrow().gradient();
  }

  /** The step stands under a condition that the backward passes of its loop do not stand under. */
  private Optional<AccumulationWindow> underCondition(int step) {
    for (Loop loop : graph.loopsAround(step)) {
      for (Decision guard : graph.guards(step)) {
        if (loop.canChange(guard)) {
          Term question = run.run().control().question(guard.condition());
          Optional<AccumulationWindow> window =
              Modulus.of(question, guard.value(), isNamed(guard))
                  .filter(modulus -> !modulus.isTrivial())
                  .flatMap(modulus -> window(step, loop, guard, modulus));
          if (window.isPresent()) {
            return window;
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean isNamed(Decision guard) {
    return run.run().control().askedAt(guard.condition()).stream().anyMatch(Modulus::isNamed);
  }

  private Optional<AccumulationWindow> window(
      int step, Loop loop, Decision guard, Modulus modulus) {
    List<Integer> backwards = new ArrayList<>();
    for (int node : graph.eventNodes().filter(loop::contains).toArray()) {
      if (seen(node).fills() && !graph.excludes(node, step)) {
        boolean isUnder =
            graph.guards(node).stream().anyMatch(d -> d.condition() == guard.condition());
        if (isUnder || node > step) {
          return Optional.empty();
        }
        backwards.add(node);
      }
    }
    // Another question about the same count may leave out its first turns.
    boolean isAskedMore =
        graph.guards(step).stream()
            .filter(d -> d.condition() != guard.condition())
            .map(d -> run.run().control().question(d.condition()))
            .anyMatch(q -> run.relations().comesFrom(q, modulus.counter()::equals));
    return backwards.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AccumulationWindow(
                step,
                loop,
                Optional.of(guard),
                run.run().control().askedAt(guard.condition()),
                Modulus.name(modulus.every()),
                isNamed(guard),
                !isAskedMore && modulus.isTrueAtOnce(run),
                modulus.isAlternative(),
                modulus.restarts(run),
                backwards,
                isScaled(loop.header(), step, backwards, modulus.every())));
  }

  /** The step follows a loop that runs through so many batches. */
  private Optional<AccumulationWindow> afterLoop(int step) {
    Optional<Loop> outer = graph.loopsAround(step).stream().findFirst();
    for (Loop loop : graph.loops()) {
      boolean isAhead =
          loop.end() <= step && outer.filter(o -> o.header() < loop.header()).isPresent();
      List<Integer> backwards =
          graph.eventNodes().filter(loop::contains).filter(n -> seen(n).fills()).boxed().toList();
      if (isAhead && !backwards.isEmpty() && isOnlySummed(loop, step)) {
        Optional<Term> every = turns(backwards.getFirst());
        if (every.isPresent()) {
          return Optional.of(
              new AccumulationWindow(
                  step,
                  loop,
                  Optional.empty(),
                  List.of(),
                  Modulus.name(every.get()),
                  true,
                  false,
                  true,
                  true,
                  backwards,
                  isScaled(loop.header(), step, backwards, every.get())));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isOnlySummed(Loop loop, int step) {
    return graph
        .eventNodes()
        .filter(n -> loop.header() <= n && n < step)
        .noneMatch(n -> seen(n).steps() || (seen(n).fills() && n >= loop.end()));
  }

  /** How many turns the loop around a backward pass has, when it counts them. */
  private Optional<Term> turns(int backward) {
    Event event = graph.event(backward).orElseThrow().event();
    return run.graph()
        .eventNodes()
        .filter(n -> run.event(n) == event)
        .boxed()
        .findFirst()
        .flatMap(n -> run.graph().loopsAround(n).stream().findFirst())
        .flatMap(loop -> run.run().control().iterated(loop.header()))
        .filter(
            t ->
                t instanceof Term.Made range
                    && Modulus.isNamed(range.site())
                    && run.objects()
                        .libraryName(range.callee())
                        .filter(PythonFunctions::counts)
                        .isPresent()
                    && range.positional().size() == 1)
        .map(t -> ((Term.Made) t).positional().getFirst());
  }

  /** Divided learning rates do as well as divided losses, and so do gradients divided by hand. */
  private Proof isScaled(int from, int step, List<Integer> backwards, Term every) {
    // What the model itself was made with, its learning rates need not know.
    Set<Term> models = new HashSet<>(run.training().of(optimizer).modules());
    boolean mayBeElsewhere =
        run.relations().comesFrom(optimizer, every::equals, models)
            || graph
                .eventNodes()
                .filter(n -> from <= n && n < step)
                .anyMatch(n -> seen(n).kind() == GradientEvent.Kind.UNKNOWN);
    LossScale scale = new LossScale(every, run);
    List<Proof> each =
        backwards.stream()
            .map(n -> graph.event(n).orElseThrow().event())
            .map(e -> e instanceof Event.Backward backward ? scale.of(backward) : Proof.UNKNOWN)
            .distinct()
            .toList();
    return each.size() == 1 && !mayBeElsewhere ? each.getFirst() : Proof.UNKNOWN;
  }
}
