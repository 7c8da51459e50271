package dev.tensorvet.reader.run;

import dev.tensorvet.facts.RestartedLoader;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the loaders that a training loop starts anew for each batch. */
final class RestartedLoaders implements RunReader<RestartedLoader> {

  @Override
  public Class<RestartedLoader> kind() {
    return RestartedLoader.class;
  }

  @Override
  public List<RestartedLoader> read(FinishedRun run) {
    List<RestartedLoader> found = new ArrayList<>();
    for (int node : run.nodes(Event.Backward.class)) {
      Optional<Loop> loop = run.graph().loopsAround(node).stream().findFirst();
      if (loop.isPresent() && run.event(node) instanceof Event.Backward backward) {
        int first = run.run().firstSerial(loop);
        List<Term.Made> taken = new ArrayList<>();
        backward
            .losses()
            .forEach(
                loss ->
                    run.relations()
                        .comesFrom(
                            loss,
                            term -> {
                              if (term instanceof Term.Made made
                                  && isFirstBatch(made, first, run)) {
                                taken.add(made);
                              }
                              return false;
                            }));
        taken.stream()
            .filter(made -> made.site().place().file() == run.file())
            .forEach(
                made ->
                    found.add(
                        new RestartedLoader(
                            run.file(), made.site().place(), backward.site().place())));
      }
    }
    return found;
  }

  /** {@code next(iter(loader))} in a loop, of a loader from before it. */
  private static boolean isFirstBatch(Term.Made taken, int first, FinishedRun run) {
    return taken.serial() >= first
        && run.objects().libraryName(taken.callee()).filter(PythonFunctions::takesNext).isPresent()
        && taken.positional().size() == 1
        && taken.positional().getFirst() instanceof Term.Made iterator
        && iterator.serial() >= first
        && run.objects().isIteration(iterator)
        && !run.run().heap().isNamed(iterator)
        && iterator.positional().size() == 1
        && iterator.positional().getFirst() instanceof Term.Made loader
        && loader.serial() < first
        && run.objects().is(loader, Role.LOADER);
  }
}
