package dev.tensorvet.reader.run;

import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Role;
import dev.tensorvet.tensor.Proof;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What readers ask of the backward passes of a run with an optimizer for each of its models. */
final class OptimizerPasses {

  /** Of a program with more passes, only these are looked at. */
  static final int MOST = 20;

  private OptimizerPasses() {}

  /** The optimizers that step in a run. */
  static Set<Term> optimizers(FinishedRun run) {
    Set<Term> optimizers = new LinkedHashSet<>();
    run.events(Event.Step.class)
        .map(step -> run.relations().settled(step.optimizer()))
        .filter(o -> run.objects().is(o, Role.OPTIMIZER))
        .forEach(optimizers::add);
    return optimizers;
  }

  /** Whether a computation is one of what an optimizer holds. */
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
  static boolean isBehind(Term.Made forward, Trained trained, FinishedRun run) {
    return forward.arguments().stream()
        .anyMatch(
            input ->
                run.relations()
                    .comesFrom(
                        input,
                        term -> term instanceof Term.Made made && isForwardOf(made, trained, run)));
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
        || !run.graph().isSureWith(next.get(), pass)
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
}
