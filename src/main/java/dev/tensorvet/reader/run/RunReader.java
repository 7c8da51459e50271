package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Fact;
import java.util.List;

/**
 * Reads facts of one kind from a run of a program. Stateless.
 *
 * @param <F> the kind of fact
 */
interface RunReader<F extends Fact> {

  Class<F> kind();

  /**
   * The facts that a run tells.
   *
   * @param run a run whose events are few enough to be compared with each other
   */
  List<F> read(FinishedRun run);
}
