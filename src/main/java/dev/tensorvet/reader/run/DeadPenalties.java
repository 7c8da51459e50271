package dev.tensorvet.reader.run;

import dev.tensorvet.facts.DeadPenalty;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.MixedPrecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the terms of losses that come from gradients without a graph. */
final class DeadPenalties implements RunReader<DeadPenalty> {

  private static final int DEEPEST = 8;

  @Override
  public Class<DeadPenalty> kind() {
    return DeadPenalty.class;
  }

  @Override
  public List<DeadPenalty> read(FinishedRun run) {
    List<DeadPenalty> found = new ArrayList<>();
    run.events(Event.Backward.class)
        .forEach(
            backward -> {
              List<Term> terms = new ArrayList<>();
              backward.losses().forEach(loss -> addends(loss, terms, 0));
              terms.forEach(term -> read(run, backward, term).ifPresent(found::add));
            });
    return found;
  }

  private static Optional<DeadPenalty> read(FinishedRun run, Event.Backward backward, Term term) {
    BackwardGraph graph = BackwardGraph.of(List.of(term), run);
    if (graph.hasSource() || !graph.isWhole()) {
      return Optional.empty();
    }
    return graph.cuts().stream()
        .filter(cut -> cut instanceof Term.Made made && isOfGradients(made, run))
        .flatMap(cut -> BackwardGraph.site(cut).stream())
        .findFirst()
        .map(site -> new DeadPenalty(run.file(), site, backward.site().place()));
  }

  private static boolean isOfGradients(Term.Made made, FinishedRun run) {
    return !run.run().contexts().isGraphless(made)
        && run.objects().libraryName(made.callee()).filter(Effects::givesGradients).isPresent();
  }

  /** Takes a sum apart, and leaves numbers in front of its terms aside. */
  private static void addends(Term loss, List<Term> to, int depth) {
    if (depth < DEEPEST
        && loss instanceof Term.Computed sum
        && (sum.operator().equals("+") || sum.operator().equals("-"))) {
      sum.operands().forEach(operand -> addends(operand, to, depth + 1));
    } else if (depth < DEEPEST
        && loss instanceof Term.Made made
        && made.callee() instanceof Term.Member method
        && MixedPrecision.scalesLoss(method.name())
        && made.positional().size() == 1) {
      addends(made.positional().getFirst(), to, depth + 1);
    } else {
      to.add(loss);
    }
  }
}
