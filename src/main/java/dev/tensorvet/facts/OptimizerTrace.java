package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What happens to the gradients of one optimizer in a run of a program from one function on.
 *
 * @param file the file whose function the run starts with: findings are reported in it
 * @param name how the code calls the optimizer where it steps
 * @param certainty whether it is known to be an optimizer, or inferred from how it is used
 * @param madeAt where it is made, when that is known
 * @param isSeenWhole whether it is made in this run and kept nowhere where other code finds it
 * @param graph the events in their order
 * @param windows where it steps once for several batches
 * @param isExchanged whether processes add up the gradients of the run in each backward pass, and
 *     no code that is known may postpone that
 */
public record OptimizerTrace(
    SourceFile file,
    String name,
    Certainty certainty,
    Optional<Place> madeAt,
    boolean isSeenWhole,
    EventGraph<GradientEvent> graph,
    List<AccumulationWindow> windows,
    boolean isExchanged)
    implements Fact {

  /** The nodes of the events of some kinds. */
  public IntStream nodes(GradientEvent.Kind... kinds) {
    List<GradientEvent.Kind> wanted = List.of(kinds);
    return graph.eventNodes().filter(n -> wanted.contains(event(n).kind()));
  }

  /** The event of a node that has one. */
  public GradientEvent event(int node) {
    return graph.event(node).orElseThrow();
  }

  /** The innermost loop that holds an event and some backward pass: the loop over batches. */
  public Optional<Loop> trainingLoop(int node) {
    return graph.loopsAround(node).stream()
        .filter(
            loop ->
                nodes(GradientEvent.Kind.BACKWARD, GradientEvent.Kind.SCALED_BACKWARD)
                    .anyMatch(loop::contains))
        .findFirst();
  }

  /** The place where the optimizer is made, followed by the events of {@code nodes}. */
  public List<Related> related(List<Related> others) {
    List<Related> related = new ArrayList<>();
    madeAt.ifPresent(place -> related.add(new Related(place, "the optimizer is made here")));
    related.addAll(others);
    return related;
  }

  /** An event as a place that takes part in a finding. */
  public Related related(int node, String message) {
    return new Related(event(node).site().place(), message);
  }
}
