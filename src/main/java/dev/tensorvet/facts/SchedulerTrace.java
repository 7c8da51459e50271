package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What happens to one scheduler in a run of a program, and to the optimizer whose learning rate it
 * changes.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param name how the code calls the scheduler where it steps, or else its class
 * @param optimizer how the code calls the optimizer where it steps
 * @param takesMetric whether each step must be given the value that it watches
 * @param wantsLarger whether the value that it watches should become larger; unknown when it
 *     watches none, or the code does not say
 * @param modeAt where this file writes that
 * @param certainty how sure a finding about it can be
 * @param madeAt where it is made
 * @param isSeenWhole whether it is made in this run and kept nowhere where other code finds it
 * @param graph the events in their order
 * @param paces how often it steps, for each place where it does in a loop that trains
 */
public record SchedulerTrace(
    SourceFile file,
    String name,
    String optimizer,
    boolean takesMetric,
    Proof wantsLarger,
    Optional<Place> modeAt,
    Certainty certainty,
    Place madeAt,
    boolean isSeenWhole,
    EventGraph<SchedulerEvent> graph,
    List<SchedulerPace> paces)
    implements Fact {

  /** The nodes of the events of some kinds. */
  public IntStream nodes(SchedulerEvent.Kind... kinds) {
    List<SchedulerEvent.Kind> wanted = List.of(kinds);
    return graph.eventNodes().filter(n -> wanted.contains(event(n).kind()));
  }

  /** The nodes at which the scheduler steps. */
  public IntStream schedules() {
    return graph.eventNodes().filter(n -> event(n).schedules());
  }

  /** The event of a node that has one. */
  public SchedulerEvent event(int node) {
    return graph.event(node).orElseThrow();
  }

  /** An event as a place that takes part in a finding. */
  public Related related(int node, String message) {
    return new Related(event(node).site().place(), message);
  }
}
