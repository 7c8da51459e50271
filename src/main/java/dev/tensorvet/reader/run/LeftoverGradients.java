package dev.tensorvet.reader.run;

import dev.tensorvet.facts.LeftoverGradient;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the steps of a run that use what the pass for another model has left: of two models with
 * optimizers of their own, the loss of the one that feeds the other goes through both.
 */
final class LeftoverGradients implements RunReader<LeftoverGradient> {

  @Override
  public Class<LeftoverGradient> kind() {
    return LeftoverGradient.class;
  }

  @Override
  public List<LeftoverGradient> read(FinishedRun run) {
    Set<Term> optimizers = OptimizerPasses.optimizers(run);
    List<LeftoverGradient> found = new ArrayList<>();
    // A model that needs no gradients meanwhile gets none, and which does is not followed.
    if (optimizers.size() > 1 && !run.run().heap().isGradientSwitched()) {
      run.nodes(Event.Backward.class).stream()
          .limit(OptimizerPasses.MOST)
          .forEach(
              pass ->
                  optimizers.forEach(o -> read(pass, o, optimizers, run).ifPresent(found::add)));
    }
    return found;
  }

  private static Optional<LeftoverGradient> read(
      int pass, Term optimizer, Set<Term> optimizers, FinishedRun run) {
    Optional<Loop> loop = run.graph().loopsAround(pass).stream().findFirst();
    Event.Backward backward = (Event.Backward) run.event(pass);
    Trained passedThrough = run.training().of(optimizer);
    if (loop.isEmpty() || backward.through().isPresent() || !passedThrough.isComplete()) {
      return Optional.empty();
    }
    List<Integer> later = OptimizerPasses.later(pass, loop.get(), run);
    Optional<Term> own = OptimizerPasses.nextStep(pass, later, run).map(Event.Step::optimizer);
    boolean isTwo =
        own.isPresent()
            && run.relations().same(optimizer, own.get()) == Proof.NO
            && optimizers.stream()
                .noneMatch(o -> run.relations().same(o, optimizer) == Proof.UNKNOWN);
    if (!isTwo) {
      return Optional.empty();
    }
    Set<Term.Made> walked = run.walkedBackBy(backward).sure();
    Trained ofOwn = run.training().of(own.get());
    boolean feeds = OptimizerPasses.fed(walked, ofOwn, passedThrough, run).isPresent();
    boolean isFed =
        OptimizerPasses.fed(walked, passedThrough, ofOwn, run).isPresent()
            && isToldApart(passedThrough, ofOwn, run);
    Optional<Integer> step =
        feeds || isFed ? step(pass, optimizer, own.get(), isFed, later, run) : Optional.empty();
    Optional<Event.Zero> zero =
        step.flatMap(
            node -> zero(later.subList(later.indexOf(node), later.size()), optimizer, run));
    return zero.map(
        late ->
            new LeftoverGradient(
                run.file(),
                run.event(step.get()).site(),
                run.event(step.get()).site().receiver().orElse("the optimizer"),
                backward.site().place(),
                late.site().place()));
  }

  /**
   * Whether some pass goes through what judges a model, when it judges something else: who is told
   * the results of a model from others learns the opposite of what the model does.
   */
  private static boolean isToldApart(Trained judged, Trained judging, FinishedRun run) {
    return run.events(Event.Backward.class)
        .flatMap(pass -> run.walkedBackBy(pass).sure().stream())
        .filter(made -> OptimizerPasses.isForwardOf(made, judging, run))
        .anyMatch(made -> !OptimizerPasses.isBehind(made, judged, run));
  }

  /**
   * The step that uses, with the gradients of a pass of its own, what an earlier pass has left.
   *
   * @param isFed whether the own pass of what steps goes through the other model as well
   */
  private static Optional<Integer> step(
      int pass, Term optimizer, Term own, boolean isFed, List<Integer> later, FinishedRun run) {
    Trained trained = run.training().of(optimizer);
    Trained ofOwn = run.training().of(own);
    boolean isOver = false;
    boolean isFilled = false;
    for (int node : later) {
      switch (run.event(node)) {
        case Event.Step step -> {
          Proof isOurs = run.relations().same(step.optimizer(), optimizer);
          if (isOurs != Proof.NO) {
            return isOurs == Proof.YES && isFilled && run.graph().isSureWith(node, pass)
                ? Optional.of(node)
                : Optional.empty();
          }
          if (isFed && isFilled) {
            return Optional.empty();
          }
          isOver |= run.relations().same(step.optimizer(), own) == Proof.YES;
        }
        case Event.Backward again -> {
          boolean isOfBoth =
              run.walkedBackBy(again).all().stream()
                  .anyMatch(term -> isForwardOf(term, ofOwn, run));
          // Who learns from both losses together may well learn from one more.
          if (isOfBoth && !isFed) {
            return Optional.empty();
          }
          isFilled |=
              isOver
                  && again.losses().stream()
                      .anyMatch(l -> run.training().fills(l, trained, optimizer) == Proof.YES);
        }
        case Event.Zero zero -> {
          if (run.relations().same(zero.target(), optimizer) != Proof.NO
              || run.training().covers(zero.target(), trained) != Proof.NO) {
            return Optional.empty();
          }
        }
        case Event.Opaque opaque -> {
          if (opaque.given().stream()
              .anyMatch(given -> run.relations().gives(given, optimizer::equals))) {
            return Optional.empty();
          }
        }
        case Event.GradientWrite write -> {
          return Optional.empty();
        }
        case Event.Read read -> {
          return Optional.empty();
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static boolean isForwardOf(Term term, Trained trained, FinishedRun run) {
    return term instanceof Term.Made made && OptimizerPasses.isForwardOf(made, trained, run);
  }

  /** Where the gradients of an optimizer are set to zero in each turn, behind its step. */
  private static Optional<Event.Zero> zero(List<Integer> behind, Term optimizer, FinishedRun run) {
    return behind.stream()
        .filter(node -> run.event(node) instanceof Event.Zero)
        .filter(node -> run.graph().isSureWith(node, behind.getFirst()))
        .map(node -> (Event.Zero) run.event(node))
        .filter(zero -> OptimizerPasses.isOf(zero, optimizer, run))
        .findFirst();
  }
}
