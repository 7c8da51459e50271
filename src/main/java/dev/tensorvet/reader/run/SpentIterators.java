package dev.tensorvet.reader.run;

import dev.tensorvet.facts.SpentIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the iterators that a run uses after their elements are gone. */
final class SpentIterators implements RunReader<SpentIterator> {

  @Override
  public Class<SpentIterator> kind() {
    return SpentIterator.class;
  }

  @Override
  public List<SpentIterator> read(FinishedRun run) {
    List<SpentIterator> found = new ArrayList<>();
    List<Integer> uses = run.nodes(Event.Exhaust.class);
    for (int again : uses) {
      before(run, uses, again)
          .ifPresent(
              spent -> {
                if (run.event(again) instanceof Event.Exhaust use
                    && use.iterator() instanceof Term.Made made
                    && made.site().place().file() == run.file()
                    && use.site().place().file() == run.file()) {
                  found.add(
                      new SpentIterator(
                          run.file(),
                          made.site().place(),
                          run.event(spent).site().place(),
                          use.site().place(),
                          use.use()));
                }
              });
    }
    return found;
  }

  /** The use that has surely left nothing for a later one, or for itself in the next turn. */
  private static Optional<Integer> before(FinishedRun run, List<Integer> uses, int again) {
    Term iterator = iterator(run, again);
    Optional<Integer> earlier =
        uses.stream()
            .filter(use -> use < again && iterator(run, use).equals(iterator))
            .filter(use -> isOnEveryWay(run, use, again))
            .findFirst();
    boolean isInLoop =
        iterator instanceof Term.Made made
            && run.graph().loopsAround(again).stream()
                .anyMatch(loop -> made.serial() < run.run().firstSerial(Optional.of(loop)));
    return earlier.or(() -> isInLoop ? Optional.of(again) : Optional.empty());
  }

  private static Term iterator(FinishedRun run, int node) {
    return run.event(node) instanceof Event.Exhaust use ? use.iterator() : Term.NOTHING;
  }

  /** Whether whoever comes to the later use has come by the earlier one. */
  private static boolean isOnEveryWay(FinishedRun run, int earlier, int later) {
    return run.graph().isSureWith(earlier, later) && run.graph().leads(earlier, later);
  }
}
