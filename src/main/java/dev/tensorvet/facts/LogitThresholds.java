package dev.tensorvet.facts;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Losses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the scores of a run that are logits to a loss, and probabilities to a threshold. */
final class LogitThresholds implements RunReader<LogitThreshold> {

  private static final double HALF = 0.5;

  @Override
  public Class<LogitThreshold> kind() {
    return LogitThreshold.class;
  }

  @Override
  public List<LogitThreshold> read(FinishedRun run) {
    List<Inventory.Comparison> halves =
        run.run().inventory().comparisons().stream()
            .filter(comparison -> compared(comparison.test()).isPresent())
            .toList();
    if (halves.isEmpty()) {
      return List.of();
    }
    Map<Term, Site> logits = logits(run);
    List<LogitThreshold> found = new ArrayList<>();
    for (Inventory.Comparison comparison : halves) {
      Optional<Site> loss =
          compared(comparison.test()).flatMap(scores -> Optional.ofNullable(logits.get(scores)));
      loss.ifPresent(
          at -> found.add(new LogitThreshold(run.file(), comparison.site(), at.place())));
    }
    return found;
  }

  /** What is compared with one half. */
  private static Optional<Term> compared(Term.Computed test) {
    return test.operands().size() == 2 && isHalf(test.operands().getLast())
        ? Optional.of(test.operands().getFirst())
        : Optional.empty();
  }

  private static boolean isHalf(Term term) {
    return term instanceof Term.Written written
        && written.value() instanceof Constant.Number number
        && number.value() == HALF;
  }

  /** What losses take as logits, and where. */
  private static Map<Term, Site> logits(FinishedRun run) {
    Map<Term, Site> logits = new HashMap<>();
    run.events(Event.Forward.class)
        .filter(forward -> !forward.inputs().isEmpty() && isLossOfLogits(forward.module(), run))
        .forEach(forward -> logits.putIfAbsent(forward.inputs().getFirst(), forward.site()));
    for (Term term : run.learntFrom()) {
      if (term instanceof Term.Made made
          && !made.positional().isEmpty()
          && run.objects().libraryName(made.callee()).filter(Losses::takesLogits).isPresent()
          && !run.objects().isClass(made.callee())) {
        logits.putIfAbsent(made.positional().getFirst(), made.site());
      }
    }
    // What is no tensor that the run came by may be anything.
    logits.keySet().removeIf(term -> !(term instanceof Term.Made));
    return logits;
  }

  private static boolean isLossOfLogits(Term module, FinishedRun run) {
    return run.relations().settled(module) instanceof Term.Made made
        && run.objects().libraryName(made.callee()).filter(Losses::takesLogits).isPresent();
  }
}
