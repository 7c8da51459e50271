package dev.tensorvet.reader.run;

import dev.tensorvet.facts.GraphUse;
import dev.tensorvet.facts.WastedPass;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the backward passes of a run for one of two models that are trained by optimizers of their
 * own, which fill the other's gradients for nothing.
 */
final class WastedPasses implements RunReader<WastedPass> {

  @Override
  public Class<WastedPass> kind() {
    return WastedPass.class;
  }

  @Override
  public List<WastedPass> read(FinishedRun run) {
    Set<Term> optimizers = OptimizerPasses.optimizers(run);
    List<WastedPass> found = new ArrayList<>();
    if (optimizers.size() > 1) {
      run.nodes(Event.Backward.class).stream()
          .limit(OptimizerPasses.MOST)
          .forEach(pass -> read(pass, optimizers, run).ifPresent(found::add));
    }
    return found;
  }

  private static Optional<WastedPass> read(int pass, Set<Term> optimizers, FinishedRun run) {
    Optional<Loop> loop = run.graph().loopsAround(pass).stream().findFirst();
    Event.Backward backward = (Event.Backward) run.event(pass);
    if (loop.isEmpty()
        || backward.site().in(run.file()).isEmpty()
        || backward.through().isPresent()) {
      return Optional.empty();
    }
    Set<Term.Made> walked = run.walkedBackBy(backward).sure();
    List<Integer> later = OptimizerPasses.later(pass, loop.get(), run);
    Optional<Event.Step> next = OptimizerPasses.nextStep(pass, later, run);
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Trained ofNext = run.training().of(next.get().optimizer());
    for (Term other : optimizers) {
      Trained trained = run.training().of(other);
      boolean isApart = run.relations().same(other, next.get().optimizer()) == Proof.NO;
      Optional<Term.Made> forward =
          isApart && trained.isComplete()
              ? OptimizerPasses.fed(walked, trained, ofNext, run)
              : Optional.empty();
      if (forward.isPresent() && !isShared(forward.get(), pass, run)) {
        Optional<Event.Zero> zero = zeroBeforeStep(pass, other, later, run);
        if (zero.isPresent()) {
          return Optional.of(
              new WastedPass(
                  run.file(),
                  backward.site(),
                  whole(forward.get(), trained, run)
                      .flatMap(event -> event.site().callee())
                      .orElse("the other model"),
                  whole(forward.get(), trained, run)
                      .map(Event::site)
                      .orElse(forward.get().site())
                      .place(),
                  zero.get().site().place()));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a pass keeps its graph for another, which walks back through the same computation: that
   * must not be cut off.
   */
  private static boolean isShared(Term.Made forward, int pass, FinishedRun run) {
    return ((Event.Backward) run.event(pass)).graph() != GraphUse.FREED
        && run.nodes(Event.Backward.class).stream()
            .limit(OptimizerPasses.MOST)
            .filter(other -> other != pass)
            .anyMatch(
                other ->
                    run.walkedBackBy((Event.Backward) run.event(other)).sure().contains(forward));
  }

  /** What the code calls the model that a computation is a part of, where it calls the model. */
  private static Optional<Event.Forward> whole(
      Term.Made forward, Trained trained, FinishedRun run) {
    return run.events(Event.Forward.class)
        .filter(event -> trained.modules().contains(run.relations().settled(event.module())))
        .filter(event -> event.buildsGraph())
        .filter(
            event ->
                event.result().equals(forward)
                    || run.relations().comesFrom(event.result(), forward::equals))
        .findFirst();
  }

  /**
   * Where the gradients of an optimizer are set to zero, before it or anything unknown uses them.
   */
  private static Optional<Event.Zero> zeroBeforeStep(
      int pass, Term optimizer, List<Integer> later, FinishedRun run) {
    for (int node : later) {
      switch (run.event(node)) {
        case Event.Zero zero -> {
          if (OptimizerPasses.isOf(zero, optimizer, run)) {
            return run.graph().isSureWith(node, pass) ? Optional.of(zero) : Optional.empty();
          }
        }
        case Event.Step step -> {
          if (run.relations().same(step.optimizer(), optimizer) != Proof.NO) {
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
}
