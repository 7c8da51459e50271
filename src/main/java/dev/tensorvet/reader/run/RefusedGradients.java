package dev.tensorvet.reader.run;

import dev.tensorvet.facts.RefusedGradient;
import dev.tensorvet.facts.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the tensors of a run that gradients are asked for and that hang on nothing: they come from
 * data and from what was cut off, and nobody makes them the beginning of a graph.
 */
final class RefusedGradients implements RunReader<RefusedGradient> {

  @Override
  public Class<RefusedGradient> kind() {
    return RefusedGradient.class;
  }

  @Override
  public List<RefusedGradient> read(FinishedRun run) {
    Cuts cuts = new Cuts(run);
    List<RefusedGradient> found = new ArrayList<>();
    run.events(Event.Gradient.class)
        .forEach(
            gradients ->
                gradients.inputs().stream()
                    .flatMap(RefusedGradients::each)
                    .filter(input -> isRefused(input, cuts, run))
                    .findFirst()
                    .map(
                        input ->
                            new RefusedGradient(
                                run.file(),
                                gradients.site(),
                                BackwardGraph.site(input).map(Site::place),
                                run.certainty()))
                    .ifPresent(found::add));
    return found;
  }

  private static Stream<Term> each(Term inputs) {
    return inputs instanceof Term.Group group ? group.elements().stream() : Stream.of(inputs);
  }

  private static boolean isRefused(Term input, Cuts cuts, FinishedRun run) {
    BackwardGraph graph = BackwardGraph.of(List.of(input), run);
    return cuts.isWithoutSource(graph)
        && !graph.hasLeftOut()
        && !graph.passesAny(run.run().heap()::mayStartGraph)
        && !run.run().heap().mayStartGraphOfElements(input, run.relations())
        && !isGivenOutOfSight(graph, run);
  }

  /** Whether code that is not known may have told a tensor that it has gradients. */
  private static boolean isGivenOutOfSight(BackwardGraph graph, FinishedRun run) {
    return run.events(Event.Opaque.class)
        .anyMatch(opaque -> opaque.given().stream().anyMatch(graph::passes));
  }
}
