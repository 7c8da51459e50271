package dev.tensorvet.reader.run;

import dev.tensorvet.facts.RemadeOptimizer;
import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the optimizers that a loop makes anew for each of their steps. */
final class RemadeOptimizers implements RunReader<RemadeOptimizer> {

  @Override
  public Class<RemadeOptimizer> kind() {
    return RemadeOptimizer.class;
  }

  @Override
  public List<RemadeOptimizer> read(FinishedRun run) {
    List<RemadeOptimizer> found = new ArrayList<>();
    for (int node : run.nodes(Event.Made.class)) {
      List<Loop> loops = run.graph().loopsAround(node);
      if (!loops.isEmpty()
          && run.event(node) instanceof Event.Made made
          && run.objects().is(made.object(), Role.OPTIMIZER)
          && keepsState(made.object(), run)
          && run.graph().isInEveryTurn(node, loops.getFirst())
          && staysOutside(run, loops.getFirst(), made.object())) {
        Optional<Site> step = onlyStep(run, loops.getFirst(), made.object());
        step.ifPresent(
            site -> found.add(new RemadeOptimizer(run.file(), made.site(), site.place())));
      }
    }
    return found;
  }

  /** Plain gradient descent remembers nothing. */
  private static boolean keepsState(Term.Made optimizer, FinishedRun run) {
    Optional<String> name = run.objects().libraryName(optimizer.callee());
    Optional<Term> momentum = optimizer.argument(Optimizers.MOMENTUM);
    boolean hasMomentum =
        momentum.isPresent()
            && !(momentum.get() instanceof Term.Written written
                && written.value() instanceof Constant.Number number
                && number.value() == 0);
    return name.isPresent() && (hasMomentum || Optimizers.alwaysKeepsState(name.get()));
  }

  /** Whether the optimizer's modules are there before a loop, and stay what they are in it. */
  private static boolean staysOutside(FinishedRun run, Loop loop, Term.Made optimizer) {
    Trained trained = run.training().of(optimizer);
    int first = run.run().firstSerial(Optional.of(loop));
    return trained.isComplete()
        && !trained.modules().isEmpty()
        && trained.modules().stream().allMatch(module -> isBefore(module, first, run))
        && run.nodes(Event.Load.class).stream()
            .filter(loop::contains)
            .noneMatch(
                node ->
                    run.event(node) instanceof Event.Load load
                        && run.training().covers(load.target(), trained) != Proof.NO);
  }

  private static boolean isBefore(Term module, int first, FinishedRun run) {
    return switch (module) {
      case Term.Made made -> made.serial() < first;
      case Term.Input input -> true;
      case Term.Outer outer -> true;
      case Term.Member member ->
          run.run().heap().lastRenewed(member).isEmpty() && isBefore(member.owner(), first, run);
      default -> false;
    };
  }

  /** The step of an optimizer, when it does one in each turn of a loop. */
  private static Optional<Site> onlyStep(FinishedRun run, Loop loop, Term optimizer) {
    List<Integer> steps =
        run.nodes(Event.Step.class).stream()
            .filter(
                node ->
                    run.event(node) instanceof Event.Step step
                        && run.relations().same(step.optimizer(), optimizer) != Proof.NO)
            .toList();
    boolean isOnly =
        steps.size() == 1
            && run.graph().loopsAround(steps.getFirst()).stream()
                .findFirst()
                .equals(Optional.of(loop))
            && run.event(steps.getFirst()) instanceof Event.Step step
            && step.optimizer().equals(optimizer);
    return isOnly ? Optional.of(run.event(steps.getFirst()).site()) : Optional.empty();
  }
}
