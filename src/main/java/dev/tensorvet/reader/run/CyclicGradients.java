package dev.tensorvet.reader.run;

import dev.tensorvet.facts.CyclicGradient;
import dev.tensorvet.facts.GraphUse;
import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the backward passes of loops that leave a graph in gradients which nothing resets. What
 * lets go of it was measured with torch 2.15: {@code zero_grad} does, whatever it is told, and
 * {@code x.grad = None}; {@code p.grad.zero_()} keeps it.
 */
final class CyclicGradients implements RunReader<CyclicGradient> {

  @Override
  public Class<CyclicGradient> kind() {
    return CyclicGradient.class;
  }

  @Override
  public List<CyclicGradient> read(FinishedRun run) {
    List<CyclicGradient> found = new ArrayList<>();
    for (int node : run.nodes(Event.Backward.class)) {
      Event.Backward pass = (Event.Backward) run.event(node);
      if (pass.graph() == GraphUse.DIFFERENTIATED && pass.isForAll()) {
        run.graph().loopsAround(node).stream()
            .findFirst()
            .flatMap(loop -> ofTensor(pass, loop, run).or(() -> ofParameters(pass, run)))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** A tensor of the turn, with which the graph begins: no optimizer holds it. */
  private static Optional<CyclicGradient> ofTensor(
      Event.Backward pass, Loop loop, FinishedRun run) {
    int first = run.run().firstSerial(Optional.of(loop));
    return run.walkedBackBy(pass).passedSurely().stream()
        .filter(tensor -> since(tensor) >= first && start(tensor, run).isPresent())
        .filter(tensor -> !mayBeReset(tensor, run))
        .flatMap(tensor -> start(tensor, run).stream())
        .min(Comparator.comparingInt(start -> start.span().start()))
        .map(
            start ->
                new CyclicGradient(
                    run.file(),
                    pass.site(),
                    start.target(start.place().file()).or(start::receiver),
                    false,
                    start.place()));
  }

  /** The serial number of what a tensor came from, which no code before a loop knows. */
  private static int since(Term tensor) {
    return switch (tensor) {
      case Term.Serial made -> made.serial();
      case Term.Item item -> since(item.owner());
      default -> -1;
    };
  }

  /** Where a tensor is told that gradients are computed for it. */
  private static Optional<Site> start(Term tensor, FinishedRun run) {
    return run.run()
        .heap()
        .graphStart(tensor)
        .or(
            () ->
                tensor instanceof Term.Made made
                        && run.objects()
                            .libraryName(made.callee())
                            .filter(GraphFlow::startsGraphIfTold)
                            .isPresent()
                        && made.argument(-1, GraphFlow.SWITCH)
                            .flatMap(Conditions::truth)
                            .orElse(false)
                    ? Optional.of(made.site())
                    : Optional.empty());
  }

  /** The parameters of a model, where no gradients are set to zero but by hand. */
  private static Optional<CyclicGradient> ofParameters(Event.Backward pass, FinishedRun run) {
    boolean isKept =
        run.nodes(Event.Zero.class).isEmpty()
            && run.nodes(Event.Step.class).isEmpty()
            && run.events(Event.GradientWrite.class).allMatch(CyclicGradients::onlyZeroes)
            && !run.run().vocabulary(run.module()).mayName(GraphFlow.cuttingInPlace());
    return run.events(Event.Forward.class)
        .filter(forward -> isKept && run.walkedBackBy(pass).passesSurely(forward.result()))
        .filter(forward -> run.objects().isNetwork(run.relations().settled(forward.module())))
        .filter(forward -> !isGivenAway(forward.module(), run))
        .findFirst()
        .map(
            forward ->
                new CyclicGradient(
                    run.file(),
                    pass.site(),
                    forward.site().callee(),
                    true,
                    forward.site().place()));
  }

  /** {@code p.grad.zero_()}, of which the graph of {@code p.grad} sees nothing. */
  private static boolean onlyZeroes(Event.GradientWrite write) {
    return write.isCleared() && write.site().callee().isPresent();
  }

  /** Whether something writes to the gradient of a tensor, or code out of sight may. */
  private static boolean mayBeReset(Term tensor, FinishedRun run) {
    return run.events(Event.GradientWrite.class)
            .map(write -> GradientTerms.parameterOf(write.parameter()))
            .anyMatch(written -> run.relations().same(written, tensor) != Proof.NO)
        || isGivenAway(tensor, run);
  }

  private static boolean isGivenAway(Term object, FinishedRun run) {
    return run.events(Event.Opaque.class)
        .flatMap(opaque -> Stream.concat(opaque.receiver().stream(), opaque.given().stream()))
        .anyMatch(given -> run.relations().gives(given, object::equals));
  }
}
