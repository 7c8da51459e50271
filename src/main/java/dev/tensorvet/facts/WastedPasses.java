package dev.tensorvet.facts;

import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Role;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the backward passes of a run for one of two models that are trained by optimizers of their
 * own, which fill the other's gradients for nothing.
 */
final class WastedPasses implements RunReader<WastedPass> {

  /** Of a program with more passes, only these are looked at. */
  static final int MOST_PASSES = 20;

  @Override
  public Class<WastedPass> kind() {
    return WastedPass.class;
  }

  @Override
  public List<WastedPass> read(FinishedRun run) {
    Set<Term> optimizers = new LinkedHashSet<>();
    run.events(Event.Step.class)
        .map(step -> run.relations().settled(step.optimizer()))
        .filter(o -> run.objects().is(o, Role.OPTIMIZER))
        .forEach(optimizers::add);
    List<WastedPass> found = new ArrayList<>();
    if (optimizers.size() > 1) {
      run.nodes(Event.Backward.class).stream()
          .limit(MOST_PASSES)
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
    List<Integer> later = later(pass, loop.get(), run);
    Optional<Event.Step> next = nextStep(pass, later, run);
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Trained ofNext = run.training().of(next.get().optimizer());
    for (Term other : optimizers) {
      Trained trained = run.training().of(other);
      boolean isApart = run.relations().same(other, next.get().optimizer()) == Proof.NO;
      Optional<Term.Made> forward =
          isApart && trained.isComplete() ? fed(walked, trained, ofNext, run) : Optional.empty();
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
            .limit(MOST_PASSES)
            .filter(other -> other != pass)
            .anyMatch(
                other ->
                    run.walkedBackBy((Event.Backward) run.event(other)).sure().contains(forward));
  }

  static boolean isForwardOf(Term.Made made, Trained trained, FinishedRun run) {
    return !(made.callee() instanceof Term.Named)
        && run.objects().isModule(run.relations().settled(made.callee()))
        && run.training().covers(made.callee(), trained) == Proof.YES;
  }

  /**
   * A computation of what one optimizer holds that feeds what the next holds, and is not fed by it.
   */
  static Optional<Term.Made> fed(
      Set<Term.Made> walked, Trained trained, Trained ofNext, FinishedRun run) {
    List<Term.Made> forwards =
        walked.stream().filter(made -> isForwardOf(made, trained, run)).toList();
    boolean isApart =
        forwards.stream()
            .noneMatch(made -> isForwardOf(made, ofNext, run) || isBehind(made, ofNext, run));
    boolean feeds =
        walked.stream()
            .anyMatch(made -> isForwardOf(made, ofNext, run) && isBehind(made, trained, run));
    return isApart && feeds ? forwards.stream().findFirst() : Optional.empty();
  }

  /** Whether what an optimizer holds went into the input of a computation. */
  private static boolean isBehind(Term.Made forward, Trained trained, FinishedRun run) {
    return forward.arguments().stream()
        .anyMatch(
            input ->
                run.relations()
                    .comesFrom(
                        input,
                        term -> term instanceof Term.Made made && isForwardOf(made, trained, run)));
  }

  /** What the code calls the model that a computation is a part of, where it calls the model. */
  static Optional<Event.Forward> whole(Term.Made forward, Trained trained, FinishedRun run) {
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
   * The events behind one, to the end of a turn of the loop and on to the same place in the next.
   */
  static List<Integer> later(int node, Loop loop, FinishedRun run) {
    return IntStream.concat(
            run.graph().eventNodes().filter(n -> n > node && loop.contains(n)),
            run.graph().eventNodes().filter(n -> n < node && loop.contains(n)))
        .boxed()
        .toList();
  }

  /** The step that surely follows a pass, and uses what it filled. */
  static Optional<Event.Step> nextStep(int pass, List<Integer> later, FinishedRun run) {
    Optional<Integer> next =
        later.stream().filter(node -> run.event(node) instanceof Event.Step).findFirst();
    if (next.isEmpty()
        || !isSure(pass, next.get(), run)
        || !(run.event(next.get()) instanceof Event.Step step)) {
      return Optional.empty();
    }
    boolean isZeroedFirst =
        later.stream()
            .takeWhile(node -> !node.equals(next.get()))
            .anyMatch(
                node ->
                    run.event(node) instanceof Event.Zero zero
                        && isOf(zero, step.optimizer(), run));
    return isZeroedFirst ? Optional.empty() : Optional.of(step);
  }

  /** Whether gradients that are set to zero are those of an optimizer. */
  static boolean isOf(Event.Zero zero, Term optimizer, FinishedRun run) {
    return run.relations().same(zero.target(), optimizer) == Proof.YES
        || run.training().covers(zero.target(), run.training().of(optimizer)) == Proof.YES;
  }

  static boolean isSure(int pass, int node, FinishedRun run) {
    return run.graph().guards(pass).containsAll(run.graph().guards(node));
  }

  /**
   * Where the gradients of an optimizer are set to zero, before it or anything unknown uses them.
   */
  private static Optional<Event.Zero> zeroBeforeStep(
      int pass, Term optimizer, List<Integer> later, FinishedRun run) {
    for (int node : later) {
      switch (run.event(node)) {
        case Event.Zero zero -> {
          if (isOf(zero, optimizer, run)) {
            return isSure(pass, node, run) ? Optional.of(zero) : Optional.empty();
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
