package dev.tensorvet.reader.run;

import dev.tensorvet.facts.StrayClip;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the clippings of the gradients of a model that no step of the turn uses. The model and the
 * optimizers have to be known.
 */
final class StrayClips implements RunReader<StrayClip> {

  @Override
  public Class<StrayClip> kind() {
    return StrayClip.class;
  }

  @Override
  public List<StrayClip> read(FinishedRun run) {
    List<StrayClip> found = new ArrayList<>();
    for (int clip : run.nodes(Event.Clip.class)) {
      run.graph().loopsAround(clip).stream()
          .findFirst()
          .flatMap(loop -> stray(clip, loop, run))
          .ifPresent(found::add);
    }
    return found;
  }

  private static Optional<StrayClip> stray(int node, Loop loop, FinishedRun run) {
    Event.Clip clip = (Event.Clip) run.event(node);
    Optional<Term> model = owner(clip.target(), run).filter(each -> run.objects().isNetwork(each));
    List<Event> window = window(node, loop, run);
    List<Event.Step> steps =
        window.stream().filter(Event.Step.class::isInstance).map(Event.Step.class::cast).toList();
    boolean isFilled =
        run.nodes(Event.Backward.class).stream().anyMatch(n -> n < node && loop.contains(n));
    boolean isStray =
        model.isPresent()
            && isFilled
            && !steps.isEmpty()
            && steps.stream().allMatch(step -> isOfOthers(step, model.get(), run))
            && window.stream().noneMatch(StrayClips::mayUseGradients)
            && !isClippedToo(steps.getFirst(), node, loop, run);
    return isStray && steps.getFirst().optimizer() instanceof Term.Made optimizer
        ? Optional.of(
            new StrayClip(
                run.file(),
                clip.site(),
                steps.getFirst().site(),
                steps.getFirst().site().receiver().orElse("the optimizer"),
                optimizer.site().place()))
        : Optional.empty();
  }

  /** The module whose parameters are given, if they are all that is. */
  private static Optional<Term> owner(Term parameters, FinishedRun run) {
    return run.relations().settled(parameters) instanceof Term.Made made
            && made.callee() instanceof Term.Member method
            && Layers.givesParameters(method.name())
        ? Optional.of(run.relations().settled(method.owner()))
        : Optional.empty();
  }

  /** What happens behind a node in its turn, until gradients are filled again. */
  private static List<Event> window(int node, Loop loop, FinishedRun run) {
    return run.graph()
        .eventNodes()
        .filter(n -> n > node && loop.contains(n))
        .mapToObj(run::event)
        .takeWhile(event -> !(event instanceof Event.Backward))
        .toList();
  }

  private static boolean isOfOthers(Event.Step step, Term model, FinishedRun run) {
    Trained trained = run.training().of(step.optimizer());
    return run.objects().is(step.optimizer(), Role.OPTIMIZER)
        && trained.isComplete()
        && !trained.modules().isEmpty()
        && trained.modules().stream()
            .allMatch(each -> run.objects().isNetwork(run.relations().settled(each)))
        && run.training().covers(model, trained) == Proof.NO;
  }

  /** Whether what an event does with gradients is not known. */
  private static boolean mayUseGradients(Event event) {
    return event instanceof Event.GradientWrite
        || event instanceof Event.Gradient
        || event instanceof Event.Read;
  }

  /** Whether the gradients that a step uses are clipped as well in the turn. */
  private static boolean isClippedToo(Event.Step step, int node, Loop loop, FinishedRun run) {
    Trained trained = run.training().of(step.optimizer());
    return run.nodes(Event.Clip.class).stream()
        .filter(n -> n != node && loop.contains(n))
        .map(n -> owner(((Event.Clip) run.event(n)).target(), run))
        .anyMatch(
            other -> other.isEmpty() || run.training().covers(other.get(), trained) != Proof.NO);
  }
}
