package dev.tensorvet.reader.run;

import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.MixedPrecision;
import java.util.List;

/** Where the values of a run lose their graphs, as far as it can tell. */
final class Cuts {

  private static final int DEEPEST = 4;

  private final FinishedRun run;

  Cuts(FinishedRun run) {
    this.run = run;
  }

  /** A loss before it was scaled, or divided by a number. */
  Term unscaled(Term loss) {
    return unscaled(loss, 0);
  }

  private Term unscaled(Term loss, int depth) {
    if (depth > DEEPEST) {
      return loss;
    }
    return switch (loss) {
      case Term.Made made
          when made.callee() instanceof Term.Member method
              && MixedPrecision.scalesLoss(method.name())
              && made.positional().size() == 1 ->
          unscaled(made.positional().getFirst(), depth + 1);
      case Term.Computed computed
          when computed.operands().size() == 2
              && (computed.operator().equals("*") || computed.operator().equals("/"))
              && computed.operands().getLast() instanceof Term.Written ->
          unscaled(computed.operands().getFirst(), depth + 1);
      default -> loss;
    };
  }

  /** Whether a model computed a value, whether or not its graph is still there. */
  boolean isComputed(Term value) {
    return run.relations().comesFrom(value, Cuts::isForward)
        || BackwardGraph.of(List.of(value), run).cuts().stream().anyMatch(this::isComputedBelow);
  }

  /** Whether a model computed what a cut is of. */
  boolean isComputedBelow(Term cut) {
    return below(cut).stream().anyMatch(term -> run.relations().comesFrom(term, Cuts::isForward));
  }

  /** What lost its graph in a cut. */
  List<Term> below(Term cut) {
    return switch (cut) {
      case Term.Member member -> List.of(member.owner());
      case Term.Made made
          when made.callee() instanceof Term.Member method
              && GraphFlow.ofMethod(method.name()) == GraphFlow.CUT ->
          List.of(method.owner());
      case Term.Made made when run.objects().libraryName(made.callee()).isPresent() ->
          made.arguments();
      default -> List.of(cut);
    };
  }

  /** Whether a value is what a module gives, or an object that may be one. */
  private static boolean isForward(Term term) {
    return term instanceof Term.Made made
        && !(made.callee() instanceof Term.Named)
        && !(made.callee() instanceof Term.Member method
            && GraphFlow.ofMethod(method.name()) != GraphFlow.UNKNOWN);
  }

  /** Whether every way to the parameters that a value was computed with is cut. */
  boolean areOnAllWays(BackwardGraph graph) {
    return isWithoutSource(graph) && graph.cuts().stream().anyMatch(this::isComputedBelow);
  }

  /** Whether a value surely hangs on nothing that gradients are for. */
  boolean isWithoutSource(BackwardGraph graph) {
    return !graph.hasSource()
        && graph.isWhole()
        && !isChangedInPlace(graph)
        && !isGivenComputed(graph);
  }

  /** Whether a method that is not known was called on something that the walk came to. */
  private boolean isChangedInPlace(BackwardGraph graph) {
    return run.events(Event.Opaque.class)
        .anyMatch(opaque -> opaque.receiver().filter(graph::passes).isPresent());
  }

  /**
   * Whether something that the walk came to has a part into which a value was written that a model
   * computed: the nodes of a graph, of which the edges are made then.
   */
  private boolean isGivenComputed(BackwardGraph graph) {
    return run.run().heap().allAdded().entrySet().stream()
        .filter(e -> e.getKey() instanceof Term.Member part && graph.passes(part.owner()))
        .flatMap(e -> e.getValue().stream())
        .anyMatch(value -> run.relations().comesFrom(value, Cuts::isForward));
  }
}
