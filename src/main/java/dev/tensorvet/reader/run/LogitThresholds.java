package dev.tensorvet.reader.run;

import dev.tensorvet.facts.LastStep;
import dev.tensorvet.facts.LogitThreshold;
import dev.tensorvet.facts.LogitThreshold.Kind;
import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the scores of a run that are logits to a loss, and probabilities to a threshold: the very
 * tensor that the loss takes, or another that the same layer gives.
 */
final class LogitThresholds implements RunReader<LogitThreshold> {

  private static final double HALF = 0.5;

  /** How many methods that only change a shape are looked through. */
  private static final int MOST_VIEWS = 6;

  /** Scores that something decides on. */
  private record Decided(Kind kind, Term scores, Site site) {}

  @Override
  public Class<LogitThreshold> kind() {
    return LogitThreshold.class;
  }

  @Override
  public List<LogitThreshold> read(FinishedRun run) {
    List<Decided> decided = decided(run);
    if (decided.isEmpty()) {
      return List.of();
    }
    Map<Term, Site> logits = logits(run);
    Map<Term, Site> byLayer = new HashMap<>();
    logits.forEach(
        (scores, loss) ->
            layer(scores, run)
                .ifPresent(layer -> byLayer.merge(layer, loss, LogitThresholds::first)));
    List<LogitThreshold> found = new ArrayList<>();
    for (Decided each : decided) {
      Optional.ofNullable(logits.get(each.scores()))
          .or(
              () ->
                  layer(each.scores(), run)
                      .flatMap(layer -> Optional.ofNullable(byLayer.get(layer))))
          .ifPresent(
              loss ->
                  found.add(
                      new LogitThreshold(run.file(), each.kind(), each.site(), loss.place())));
    }
    return found;
  }

  private static Site first(Site one, Site other) {
    return other.comesAfter(one) ? one : other;
  }

  private static List<Decided> decided(FinishedRun run) {
    Inventory inventory = run.run().inventory();
    List<Decided> decided = new ArrayList<>();
    for (Inventory.Comparison comparison : inventory.comparisons()) {
      List<Term> sides = comparison.test().operands();
      if (sides.size() == 2 && isHalf(sides.getLast())) {
        decided.add(new Decided(Kind.COMPARED, sides.getFirst(), comparison.site()));
      }
    }
    for (Inventory.Rounding rounding : inventory.roundings()) {
      if (!isComputedWith(rounding.site(), run)) {
        decided.add(new Decided(Kind.ROUNDED, rounding.values(), rounding.site()));
      }
    }
    return decided;
  }

  /** {@code x + (x.round() - x).detach()}: what is rounded is a number, and no label. */
  private static boolean isComputedWith(Site rounding, FinishedRun run) {
    Tree tree = run.module().tree();
    return rounding.place().file() == run.file()
        && tree.covering(rounding.span())
            .flatMap(tree::parent)
            .filter(Expr.BinOp.class::isInstance)
            .isPresent();
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

  /** The layer that gives scores, with nothing behind it but another view of them. */
  private static Optional<Term.Made> layer(Term scores, FinishedRun run) {
    Term at = scores;
    for (int views = 0; views < MOST_VIEWS && isView(at); views++) {
      at = ((Term.Member) ((Term.Made) at).callee()).owner();
    }
    List<Term.Made> calls = new ArrayList<>();
    LastSteps steps = new LastSteps(run.run());
    return steps.of(at, calls).filter(step -> step == LastStep.LAYER).isPresent()
            && calls.size() == 1
        ? steps.layer(calls.getFirst())
        : Optional.empty();
  }

  /** {@code scores.squeeze(1)} */
  private static boolean isView(Term term) {
    return term instanceof Term.Made made
        && made.callee() instanceof Term.Member method
        && Metrics.keeps(method.name());
  }
}
