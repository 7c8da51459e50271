package dev.tensorvet.reader.run;

import dev.tensorvet.facts.StrayBackward;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Role;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the backward passes that fill nothing of what the optimizers of a run hold. All models and
 * optimizers have to be known.
 */
final class StrayBackwards implements RunReader<StrayBackward> {

  @Override
  public Class<StrayBackward> kind() {
    return StrayBackward.class;
  }

  @Override
  public List<StrayBackward> read(FinishedRun run) {
    List<Integer> passes = run.nodes(Event.Backward.class);
    List<Integer> steps = run.nodes(Event.Step.class);
    if (passes.isEmpty() || steps.isEmpty() || run.events(Event.GradientWrite.class).count() > 0) {
      return List.of();
    }
    Optional<List<Trained>> trained = trained(run);
    List<StrayBackward> found = new ArrayList<>();
    if (trained.isPresent()) {
      for (int pass : passes) {
        run.graph().loopsAround(pass).stream()
            .findFirst()
            .flatMap(loop -> step(loop, steps, run))
            .flatMap(step -> stray(pass, step, trained.get(), run))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** What each optimizer holds, if that is known of all. */
  private static Optional<List<Trained>> trained(FinishedRun run) {
    List<Trained> all = new ArrayList<>();
    for (Term optimizer : run.optimizers()) {
      Trained trained = run.training().of(optimizer);
      boolean isKnown =
          run.objects().is(optimizer, Role.OPTIMIZER)
              && trained.isComplete()
              && !trained.modules().isEmpty()
              && trained.modules().stream()
                  .allMatch(m -> run.objects().isModule(m) && m instanceof Term.Made);
      if (!isKnown) {
        return Optional.empty();
      }
      all.add(trained);
    }
    return Optional.of(all);
  }

  private static Optional<Event.Step> step(Loop loop, List<Integer> steps, FinishedRun run) {
    return steps.stream()
        .filter(loop::contains)
        .map(node -> (Event.Step) run.event(node))
        .findFirst();
  }

  private static Optional<StrayBackward> stray(
      int pass, Event.Step step, List<Trained> trained, FinishedRun run) {
    Event.Backward backward = (Event.Backward) run.event(pass);
    BackwardGraph graph = run.walkedBackBy(backward);
    if (backward.through().isPresent()
        || !graph.isWhole()
        || graph.mayGoOn()
        || !(step.optimizer() instanceof Term.Made optimizer)) {
      return Optional.empty();
    }
    Set<Term> learntFrom = new HashSet<>();
    backward.losses().forEach(loss -> run.relations().comesFrom(loss, t -> false, learntFrom));
    List<Event.Forward> forwards =
        run.events(Event.Forward.class)
            .filter(forward -> learntFrom.contains(forward.result()))
            .toList();
    boolean isOfOthers =
        learntFrom.stream().noneMatch(term -> term instanceof Term.Unknown)
            && forwards.stream()
                .allMatch(
                    f ->
                        trained.stream()
                            .allMatch(t -> run.training().covers(f.module(), t) == Proof.NO));
    return forwards.stream()
        .filter(
            f -> f.buildsGraph() && isNetwork(run.relations().settled(f.module()), run.objects()))
        .findFirst()
        .filter(forward -> isOfOthers)
        .map(
            forward ->
                new StrayBackward(
                    run.file(),
                    backward.site(),
                    forward.site().callee().orElse("the model"),
                    optimizer.site().place()));
  }

  /** Whether an object is a network, or a copy of one, whose parameters are its own. */
  private static boolean isNetwork(Term module, Objects objects) {
    return objects.isNetwork(module)
        || (module instanceof Term.Made made
            && objects.copied(made).filter(objects::isNetwork).isPresent());
  }
}
