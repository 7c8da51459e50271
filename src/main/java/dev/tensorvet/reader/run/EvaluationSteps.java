package dev.tensorvet.reader.run;

import dev.tensorvet.facts.DataRole;
import dev.tensorvet.facts.EvaluationStep;
import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Role;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the steps of an optimizer that learns from what its model is evaluated on. */
final class EvaluationSteps implements RunReader<EvaluationStep> {

  /** Words of those who let a model learn from such samples because they want it to. */
  private static final Pattern ON_PURPOSE =
      Pattern.compile(
          "(?i)adapt|\\btta|test.?time|\\btent\\b|fine.?tun|prob(?:e|ing)\\b|transduct|support"
              + "|pseudo|domain|unlabel|entropy.?min");

  /** A loop over a loader. */
  private record Pass(int draw, Term.Made loader, Loop loop, DataRole split) {}

  @Override
  public Class<EvaluationStep> kind() {
    return EvaluationStep.class;
  }

  @Override
  public List<EvaluationStep> read(FinishedRun run) {
    List<Integer> steps = run.nodes(Event.Step.class);
    if (steps.size() < 2 || ON_PURPOSE.matcher(run.file().text()).find()) {
      return List.of();
    }
    List<Pass> passes = passes(run);
    List<EvaluationStep> found = new ArrayList<>();
    for (Pass pass : passes) {
      if (pass.split() == DataRole.EVALUATION && isInEachTurn(Event.Backward.class, pass, run)) {
        steps.stream()
            .filter(step -> isInEachTurn(step, pass, run))
            .filter(step -> passes.stream().anyMatch(other -> trains(step, other, run)))
            .findFirst()
            .ifPresent(step -> found.add(evaluationStep(step, pass, run)));
      }
    }
    return found;
  }

  private static List<Pass> passes(FinishedRun run) {
    LoaderArguments arguments = new LoaderArguments(run);
    List<Pass> passes = new ArrayList<>();
    for (int node : run.nodes(Event.Draw.class)) {
      Event.Draw draw = (Event.Draw) run.event(node);
      Optional<Loop> loop = run.graph().loopsAround(node).stream().findFirst();
      if (draw.isPass()
          && loop.isPresent()
          && run.relations().settled(draw.from()) instanceof Term.Made loader
          && run.objects().is(loader, Role.LOADER)) {
        passes.add(new Pass(node, loader, loop.get(), arguments.dataset(loader).split()));
      }
    }
    return passes;
  }

  private static boolean isInEachTurn(Class<? extends Event> kind, Pass pass, FinishedRun run) {
    return run.nodes(kind).stream().anyMatch(node -> isInEachTurn(node, pass, run));
  }

  /** Whether a turn of a pass comes to a node whatever is decided in it, or before it. */
  private static boolean isInEachTurn(int node, Pass pass, FinishedRun run) {
    return run.graph().loopsAround(node).stream()
            .findFirst()
            .filter(pass.loop()::equals)
            .isPresent()
        && run.graph().isSureWith(node, pass.draw());
  }

  /** Whether the optimizer of a step trains in another pass, over samples that are for it. */
  private static boolean trains(int step, Pass other, FinishedRun run) {
    Event.Step here = (Event.Step) run.event(step);
    return other.split() == DataRole.TRAINING
        && !other.loop().contains(step)
        && run.nodes(Event.Step.class).stream()
            .filter(other.loop()::contains)
            .map(node -> (Event.Step) run.event(node))
            .anyMatch(
                there -> run.relations().same(there.optimizer(), here.optimizer()) == Proof.YES);
  }

  private static EvaluationStep evaluationStep(int step, Pass pass, FinishedRun run) {
    Site made = pass.loader().site();
    return new EvaluationStep(
        run.file(), run.event(step).site(), made.target(run.file()).orElse("the loader"), made);
  }
}
