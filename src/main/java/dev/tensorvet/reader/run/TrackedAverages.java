package dev.tensorvet.reader.run;

import dev.tensorvet.facts.TrackedAverage;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;

/** Finds the averages of a module's parameters that are updated while a graph is built. */
final class TrackedAverages implements RunReader<TrackedAverage> {

  @Override
  public Class<TrackedAverage> kind() {
    return TrackedAverage.class;
  }

  @Override
  public List<TrackedAverage> read(FinishedRun run) {
    // Only code that learns in the same run is surely not called without graphs.
    return run.nodes(Event.Backward.class).isEmpty()
        ? List.of()
        : run.events(Event.Forward.class).flatMap(change -> read(run, change).stream()).toList();
  }

  private static Optional<TrackedAverage> read(FinishedRun run, Event.Forward change) {
    if (!change.buildsGraph()
        || !(change.module() instanceof Term.Member method)
        || !GraphFlow.mixesInPlace(method.name())) {
      return Optional.empty();
    }
    Term parameter = Term.unchanged(method.owner());
    Optional<Term> owner = owner(parameter);
    boolean isMixed =
        owner.isPresent()
            && !isDetached(parameter, run)
            && change.inputs().stream()
                .anyMatch(
                    input ->
                        run.relations()
                            .comesFrom(
                                input,
                                term ->
                                    owner(term)
                                        .filter(
                                            o -> run.relations().same(o, owner.get()) != Proof.YES)
                                        .isPresent()));
    return isMixed ? Optional.of(new TrackedAverage(run.file(), change.site())) : Optional.empty();
  }

  /** Whether a parameter is taken off the graph that its last update has built. */
  private static boolean isDetached(Term parameter, FinishedRun run) {
    return run.events(Event.Forward.class)
        .anyMatch(
            event ->
                event.module() instanceof Term.Member method
                    && GraphFlow.cutsInPlace(method.name())
                    && method.owner().equals(parameter));
  }

  /** The module of which a loop takes the parameters. */
  private static Optional<Term> owner(Term parameter) {
    return parameter instanceof Term.Element element
            && element.of() instanceof Term.Made made
            && made.callee() instanceof Term.Member method
            && Layers.givesParameters(method.name())
        ? Optional.of(method.owner())
        : Optional.empty();
  }
}
