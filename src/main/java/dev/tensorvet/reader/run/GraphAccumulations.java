package dev.tensorvet.reader.run;

import dev.tensorvet.facts.GraphAccumulation;
import dev.tensorvet.facts.GraphUse;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.MixedPrecision;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.Tensors;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the losses that are kept past the turn of the loop which computes them, and were walked
 * back in it or are walked back nowhere.
 */
final class GraphAccumulations implements RunReader<GraphAccumulation> {

  @Override
  public Class<GraphAccumulation> kind() {
    return GraphAccumulation.class;
  }

  @Override
  public List<GraphAccumulation> read(FinishedRun run) {
    List<Integer> additions = run.nodes(Event.Accumulate.class);
    if (additions.isEmpty()) {
      return List.of();
    }
    List<GraphAccumulation> found = new ArrayList<>();
    List<Integer> passes = run.nodes(Event.Backward.class);
    List<Integer> evaluations = evaluations(run);
    for (int addition : additions) {
      for (int pass : passes) {
        read(run, addition, pass).ifPresent(found::add);
      }
      if (!evaluations.isEmpty()) {
        evaluated(run, addition, evaluations).ifPresent(found::add);
      }
    }
    return found;
  }

  /** A sum of what a trained model gives in an evaluation, of which nothing learns. */
  private static Optional<GraphAccumulation> evaluated(
      FinishedRun run, int addition, List<Integer> evaluations) {
    if (!(run.event(addition) instanceof Event.Accumulate accumulate)
        || accumulate.valueSite().place().file() != run.file()
        || run.run().contexts().isGraphless(accumulate.value())
        || run.learntFrom().contains(accumulate.into())) {
      return Optional.empty();
    }
    List<Loop> loops = run.graph().loopsAround(addition);
    if (isOfOneBatch(accumulate, loops, run)) {
      return Optional.empty();
    }
    List<Event.Forward> kept =
        evaluations.stream()
            .filter(forward -> !isInOwnCode((Event.Forward) run.event(forward), run))
            .filter(
                forward ->
                    outlives(
                        accumulate,
                        loops.stream().filter(loop -> loop.contains(forward)).findFirst(),
                        run))
            .map(forward -> (Event.Forward) run.event(forward))
            .toList();
    return !kept.isEmpty() && keepsGraph(accumulate, kept, run)
        ? Optional.of(
            new GraphAccumulation(
                accumulate.valueSite().place(),
                accumulate.site().place(),
                accumulate.name(),
                Optional.empty()))
        : Optional.empty();
  }

  /** Whether what keeps the results is made anew for each batch that a loop around takes. */
  private static boolean isOfOneBatch(
      Event.Accumulate accumulate, List<Loop> loops, FinishedRun run) {
    return loops.stream()
        .filter(loop -> takesBatches(loop, run))
        .findFirst()
        .filter(loop -> isNewInEachTurn(accumulate, loop, run))
        .isPresent();
  }

  private static boolean takesBatches(Loop loop, FinishedRun run) {
    return run.run()
        .control()
        .iterated(loop.header())
        .filter(run::isData)
        .filter(from -> !isCount(from, run))
        .isPresent();
  }

  private static boolean isCount(Term from, FinishedRun run) {
    return from instanceof Term.Made made
        && run.objects().libraryName(made.callee()).filter(PythonFunctions::counts).isPresent();
  }

  private static boolean isNewInEachTurn(Event.Accumulate accumulate, Loop loop, FinishedRun run) {
    int first = run.run().firstSerial(Optional.of(loop));
    ControlFlow control = run.run().control();
    return accumulate.keptSince() >= first
        || (accumulate.into() instanceof Term.Carried sum
            && control.firstSerialOfLoop(sum) > first
            && control.values(sum).stream().noneMatch(Term.Carried.class::isInstance));
  }

  /** Whether a model runs a part of itself: what it sums up over its parts is its own result. */
  private static boolean isInOwnCode(Event.Forward forward, FinishedRun run) {
    return forward
        .code()
        .flatMap(FunctionEntity::owner)
        .filter(run.objects()::isModule)
        .isPresent();
  }

  private static boolean outlives(
      Event.Accumulate accumulate, Optional<Loop> loop, FinishedRun run) {
    return loop.isPresent() && accumulate.keptSince() < run.run().firstSerial(loop);
  }

  /** Where a trained model computes with a graph, though nothing learns from it. */
  private static List<Integer> evaluations(FinishedRun run) {
    List<Trained> trained = run.trained(run.steppingOptimizers());
    return trained.isEmpty()
        ? List.of()
        : run.nodes(Event.Forward.class).stream()
            .filter(node -> isEvaluation((Event.Forward) run.event(node), trained, run))
            .toList();
  }

  private static boolean isEvaluation(
      Event.Forward forward, List<Trained> trained, FinishedRun run) {
    return forward.graph() == Proof.YES
        && !run.learntFrom().contains(forward.result())
        && trained.stream()
            .anyMatch(
                each ->
                    run.training().covers(run.relations().settled(forward.module()), each)
                        == Proof.YES)
        && forward.inputs().stream()
            .noneMatch(input -> run.relations().carries(input, run.objects()::isWithoutGraph));
  }

  /** Whether the graph of an evaluation surely is in what is kept, for nobody to walk back. */
  private static boolean keepsGraph(
      Event.Accumulate accumulate, List<Event.Forward> evaluations, FinishedRun run) {
    BackwardGraph graph = BackwardGraph.of(List.of(accumulate.value()), run);
    return evaluations.stream()
            .map(Event.Forward::result)
            .anyMatch(
                result ->
                    result instanceof Term.Made made
                        && graph.sure().contains(made)
                        && !isTakenOut(accumulate.value(), result, run))
        && !isGivenAway(accumulate.into(), run);
  }

  /** Whether a value is one of several that a model gives, which may be what it decided. */
  private static boolean isTakenOut(Term value, Term result, FinishedRun run) {
    return run.relations()
        .comesFrom(
            value,
            term ->
                switch (term) {
                  case Term.Item item -> item.owner().equals(result);
                  case Term.Element element -> element.of().equals(result);
                  case Term.Member member -> member.owner().equals(result);
                  default -> false;
                });
  }

  /** Whether code that is not known gets a sum, and may walk it back. */
  private static boolean isGivenAway(Term sum, FinishedRun run) {
    return run.events(Event.Opaque.class)
        .flatMap(opaque -> opaque.given().stream())
        .anyMatch(given -> run.relations().comesFrom(given, sum::equals));
  }

  private static Optional<GraphAccumulation> read(FinishedRun run, int addition, int pass) {
    if (!(run.event(addition) instanceof Event.Accumulate accumulate)
        || !(run.event(pass) instanceof Event.Backward backward)) {
      return Optional.empty();
    }
    Optional<Loop> loop =
        run.graph().loopsAround(addition).stream().filter(l -> l.contains(pass)).findFirst();
    Site kept = handedOver(accumulate, backward);
    LossParts parts = new LossParts(run.objects());
    boolean isKept =
        accumulate.keptSince() < run.run().firstSerial(loop)
            && !isOfOneStep(accumulate, loop, run)
            && kept.place().file() == run.file()
            && (!backward.keepsGraph() || isKeptInVain(backward, accumulate, run))
            && !run.run().contexts().isGraphless(accumulate.value())
            && backward.losses().stream().anyMatch(loss -> parts.isPartOf(accumulate.value(), loss))
            && backward.losses().stream()
                .noneMatch(
                    loss -> run.relations().comesFrom(loss, t -> t.equals(accumulate.into())));
    return isKept
        ? Optional.of(
            new GraphAccumulation(
                kept.place(),
                accumulate.site().place(),
                accumulate.name(),
                Optional.of(backward.site().place())))
        : Optional.empty();
  }

  /** Whether a graph is kept, and no pass of the run walks back what the losses are added to. */
  private static boolean isKeptInVain(
      Event.Backward backward, Event.Accumulate accumulate, FinishedRun run) {
    return backward.graph() == GraphUse.KEPT && !run.learntFrom().contains(accumulate.into());
  }

  /**
   * Whether what keeps the losses is made anew for each step, and so holds no more than the few
   * batches that the step sums up.
   */
  private static boolean isOfOneStep(
      Event.Accumulate accumulate, Optional<Loop> loop, FinishedRun run) {
    return run.nodes(Event.Step.class).stream()
        .filter(step -> loop.filter(inner -> inner.contains(step)).isEmpty())
        .flatMap(step -> run.graph().loopsAround(step).stream())
        .filter(outer -> loop.filter(inner -> outer.contains(inner.header())).isPresent())
        .anyMatch(outer -> accumulate.keptSince() >= run.run().firstSerial(Optional.of(outer)));
  }

  /**
   * Where the loss leaves the code that walks its graph back: in the statement that adds it, or in
   * the call that hands it to the object that does.
   */
  private static Site handedOver(Event.Accumulate accumulate, Event.Backward backward) {
    List<Place> calls = accumulate.site().calls();
    List<Place> shared = backward.site().calls();
    int common = 0;
    while (common < Math.min(calls.size(), shared.size())
        && calls.get(common).equals(shared.get(common))) {
      common++;
    }
    return common < calls.size()
        ? new Site(calls.get(common), calls.subList(0, common))
        : accumulate.valueSite();
  }

  /** What a loss is the sum of. */
  private record LossParts(Objects objects) {

    private static final int DEEPEST = 8;

    /** Whether a value is a loss, or a term of the sum that a loss is. */
    boolean isPartOf(Term value, Term loss) {
      return isPartOf(value, loss, 0);
    }

    private boolean isPartOf(Term value, Term loss, int depth) {
      if (value instanceof Term.Written || depth > DEEPEST) {
        return false;
      }
      if (value instanceof Term.Computed weighted && weighted.operator().matches("[*/]")) {
        return weighted.operands().stream().anyMatch(part -> isPartOf(part, loss, depth + 1))
            || value.equals(loss);
      }
      if (value.equals(loss)) {
        // Whatever gave it: it is the very object whose backward pass runs.
        return loss instanceof Term.Made
            || loss instanceof Term.Computed
            || loss instanceof Term.Either
            || loss instanceof Term.Unknown
            || depth > 0;
      }
      if (value instanceof Term.Element element && element.of() instanceof Term.Group group) {
        return group.elements().stream().anyMatch(e -> isPartOf(e, loss, depth + 1));
      }
      return switch (loss) {
        case Term.Computed computed ->
            computed.operands().stream().anyMatch(o -> isTensorPart(value, o, depth));
        case Term.Either either ->
            either.options().stream().anyMatch(o -> isTensorPart(value, o, depth));
        case Term.Made made
            when made.callee() instanceof Term.Member method
                && MixedPrecision.scalesLoss(method.name())
                && !made.positional().isEmpty() ->
            isPartOf(value, made.positional().getFirst(), depth + 1);
        default -> false;
      };
    }

    private boolean isTensorPart(Term value, Term part, int depth) {
      return isTensor(part) && isPartOf(value, part, depth + 1);
    }

    /** Whether a value counts what a comparison holds of: {@code (labels != ignored).sum()}. */
    private static boolean isCount(Term term) {
      return switch (term) {
        case Term.Made made when made.callee() instanceof Term.Member method ->
            isCount(method.owner());
        case Term.Computed computed -> BackwardGraph.isComparison(computed.operator());
        default -> false;
      };
    }

    /** Whether a value may well have a graph: a coefficient in a product is most often a number. */
    private boolean isTensor(Term term) {
      return switch (term) {
        case Term.Made made
            when made.callee() instanceof Term.Member method && Tensors.givesSize(method.name()) ->
            false;
        case Term.Made made ->
            !isCount(made)
                && objects
                    .libraryName(made.callee())
                    .filter(PythonFunctions::givesNumber)
                    .isEmpty();
        case Term.Computed computed -> computed.operands().stream().anyMatch(this::isTensor);
        case Term.Either either -> either.options().stream().allMatch(this::isTensor);
        default -> false;
      };
    }
  }
}
