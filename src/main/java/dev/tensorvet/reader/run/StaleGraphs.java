package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Anatomy;
import dev.tensorvet.facts.StaleGraph;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers.Family;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the backward passes of a run through a model that an optimizer has changed since it
 * computed, within one turn.
 *
 * <p>A layer keeps its weights for the gradient of its input: a linear layer only if that has one,
 * the others always, by what torch 2.15 refuses. A step leaves weights alone that have no gradient
 * yet.
 */
final class StaleGraphs implements RunReader<StaleGraph> {

  @Override
  public Class<StaleGraph> kind() {
    return StaleGraph.class;
  }

  @Override
  public List<StaleGraph> read(FinishedRun run) {
    List<Integer> passes =
        run.nodes(Event.Backward.class).stream()
            .limit(OptimizerPasses.MOST)
            .filter(pass -> ((Event.Backward) run.event(pass)).isForAll())
            .toList();
    List<Integer> steps = run.nodes(Event.Step.class).stream().limit(OptimizerPasses.MOST).toList();
    // A model that needs no gradients meanwhile gets none, and which does is not followed.
    if (passes.size() < 2
        || steps.isEmpty()
        || run.run().heap().isGradientSwitched()
        || run.run().vocabulary(run.module()).mayName(GraphFlow.keepingInOwnWay())) {
      return List.of();
    }
    Program program = new Program(run, passes);
    List<StaleGraph> found = new ArrayList<>();
    for (int pass : passes) {
      steps.stream()
          .flatMap(step -> program.stale(pass, step).stream())
          .findFirst()
          .ifPresent(found::add);
    }
    return found;
  }

  private static final class Program {
    private final FinishedRun run;
    private final List<Integer> passes;

    Program(FinishedRun run, List<Integer> passes) {
      this.run = run;
      this.passes = passes;
    }

    Optional<StaleGraph> stale(int pass, int step) {
      Event.Step change = (Event.Step) run.event(step);
      boolean isBetween =
          step < pass
              && isInTurnOf(pass, step)
              && isBefore(step, pass)
              && changesInPlace(run.relations().settled(change.optimizer()));
      if (!isBetween) {
        return Optional.empty();
      }
      Trained trained = run.training().of(change.optimizer());
      return run.nodes(Event.Forward.class).stream()
          .filter(node -> node < step && isInTurnOf(pass, node))
          .filter(node -> isWalkedBack(pass, (Event.Forward) run.event(node)))
          .filter(node -> isBefore(node, pass))
          .map(node -> (Event.Forward) run.event(node))
          .filter(forward -> !isOfGivenWeights(forward))
          .filter(forward -> isWholeIn(trained, run.relations().settled(forward.module())))
          .flatMap(forward -> stale(pass, step, forward).stream())
          .min(Comparator.comparing(StaleGraph::certainty));
    }

    private Optional<StaleGraph> stale(int pass, int step, Event.Forward forward) {
      Optional<Certainty> filled = filled(forward, step, pass);
      Optional<Certainty> needed = filled.flatMap(certainty -> needsWeights(forward));
      return needed.map(
          certainty ->
              new StaleGraph(
                  run.file(),
                  run.event(pass).site(),
                  forward.site().callee().orElse("the model"),
                  forward.site().place(),
                  run.event(step).site().place(),
                  Stream.of(certainty, filled.get(), run.certainty())
                      .max(Comparator.naturalOrder())
                      .orElse(certainty)));
    }

    private boolean isWalkedBack(int pass, Event.Forward forward) {
      return forward.graph() == Proof.YES && graph(pass).passesSurely(forward.result());
    }

    private BackwardGraph graph(int pass) {
      return run.walkedBackBy((Event.Backward) run.event(pass));
    }

    /** Whether an event is part of the turn in which a pass comes. */
    private boolean isInTurnOf(int pass, int node) {
      Optional<Loop> turn = run.graph().loopsAround(pass).stream().findFirst();
      return turn.isEmpty() || turn.get().contains(node);
    }

    /**
     * Whether an event comes before another, and one of them wherever the other does: of what is
     * asked for the one and of what is asked for the other, nobody knows if both are ever true.
     */
    private boolean isBefore(int node, int other) {
      return !run.graph().excludes(node, other)
          && run.graph().leads(node, other)
          && (run.graph().isSureWith(other, node) || run.graph().isSureWith(node, other));
    }

    /** Whether a function of a library runs a model with weights that it is given. */
    private static boolean isOfGivenWeights(Event.Forward forward) {
      return forward.result() instanceof Term.Made made && made.callee() instanceof Term.Named;
    }

    /** Whether an optimizer tells the graph of what it changes; a fused one does not. */
    private boolean changesInPlace(Term optimizer) {
      return optimizer instanceof Term.Made made
          && run.objects().is(made, Role.OPTIMIZER)
          && run.objects().libraryName(made.callee()).filter(Optimizers::isSeenByGraphs).isPresent()
          && made.keywords().keySet().stream()
              .noneMatch(name -> name.equals(Optimizers.FUSED) || name.startsWith("*"));
    }

    /** Whether all parameters of a network are among those that an optimizer holds. */
    private boolean isWholeIn(Trained trained, Term module) {
      return run.objects().isNetwork(module)
          && trained.modules().stream()
              .anyMatch(each -> run.relations().holds(run.relations().settled(each), module));
    }

    /**
     * Whether a pass before the step has filled the gradients of the model that the step uses:
     * proven if it walked back through the same computation, or one of the same kind.
     */
    private Optional<Certainty> filled(Event.Forward forward, int step, int pass) {
      Optional<Certainty> any = Optional.empty();
      for (int earlier : passes) {
        if (earlier < step
            && isInTurnOf(earlier, step)
            && isBefore(earlier, step)
            && isBefore(earlier, pass)
            && !isZeroedBetween(earlier, step)) {
          if (graph(earlier).passesSurely(forward.result())) {
            return Optional.of(Certainty.PROVEN);
          }
          List<Event.Forward> others =
              run.events(Event.Forward.class)
                  .filter(other -> isSame(other.module(), forward.module()))
                  .filter(other -> graph(earlier).passesSurely(other.result()))
                  .toList();
          if (others.stream().anyMatch(other -> isAlike(forward, other))) {
            return Optional.of(Certainty.PROVEN);
          }
          if (!others.isEmpty()) {
            any = Optional.of(Certainty.LIKELY);
          }
        }
      }
      return any;
    }

    private boolean isZeroedBetween(int pass, int step) {
      Term optimizer = ((Event.Step) run.event(step)).optimizer();
      return run.nodes(Event.Zero.class).stream()
          .filter(node -> pass < node && node < step)
          .anyMatch(node -> OptimizerPasses.isOf((Event.Zero) run.event(node), optimizer, run));
    }

    private boolean isSame(Term module, Term other) {
      return run.relations().same(module, other) == Proof.YES;
    }

    /** Whether a model computes twice by the same layers: nothing but tensors is given it. */
    private boolean isAlike(Event.Forward forward, Event.Forward other) {
      return isOfLibrary(run.relations().settled(forward.module()))
          || (!(forward.result() instanceof Term.Group)
              && forward.inputs().size() == other.inputs().size()
              && Stream.concat(forward.inputs().stream(), other.inputs().stream())
                  .noneMatch(Term.Written.class::isInstance));
    }

    private boolean isOfLibrary(Term module) {
      return module instanceof Term.Made made
          && run.objects().libraryName(made.callee()).isPresent();
    }

    /** Whether the graph of a computation keeps weights of its model. */
    private Optional<Certainty> needsWeights(Event.Forward forward) {
      Term module = run.relations().settled(forward.module());
      boolean isSure =
          isOfLibrary(module)
              ? keepsWeights(module) || givesGradientBack(forward)
              : givesGradientBack(forward) || areKeptInside(forward);
      if (isSure) {
        return Optional.of(Certainty.PROVEN);
      }
      return !isOfLibrary(module) && run.objects().anatomy(module).weighted() > 2
          ? Optional.of(Certainty.LIKELY)
          : Optional.empty();
    }

    /** Whether a module of a library keeps weights, even if what it is given is data. */
    private boolean keepsWeights(Term module) {
      Anatomy anatomy = run.objects().anatomy(module);
      return anatomy.has(Family.CONVOLUTION)
          || anatomy.has(Family.ATTENTION)
          || (!run.objects().mayBeWeightless(module)
              && (anatomy.has(Family.NORMALISATION) || anatomy.weighted() > 1));
    }

    /** Whether what a model is given was computed by another that learns. */
    private boolean givesGradientBack(Event.Forward forward) {
      return BackwardGraph.of(forward.inputs(), run).sure().stream().anyMatch(this::isOfNetwork);
    }

    private boolean isOfNetwork(Term.Made made) {
      return run.objects().isNetwork(run.relations().settled(made.callee()));
    }

    /** Whether a layer of a model keeps weights, or is given the result of another one. */
    private boolean areKeptInside(Event.Forward forward) {
      Term model = run.relations().settled(forward.module());
      List<Term.Made> parts =
          BackwardGraph.of(List.of(forward.result()), run).sure().stream()
              .filter(made -> isOfLibrary(made.callee()) && isOfNetwork(made))
              .filter(made -> run.relations().holds(model, made.callee()))
              .toList();
      return parts.stream()
          .anyMatch(
              part ->
                  keepsWeights(run.relations().settled(part.callee()))
                      || BackwardGraph.of(part.arguments(), run).sure().stream()
                          .anyMatch(parts::contains));
    }
  }
}
