package dev.tensorvet.verify;

import dev.tensorvet.graph.Origin;
import java.util.Optional;

/** What became of a graph that was to be said in TorchScript. */
sealed interface Emission {

  record Emitted(Program program) implements Emission {}

  /**
   * It holds something that cannot be said.
   *
   * @param why one sentence in lower case without a full stop
   */
  record NotEmitted(String why, Optional<Origin> origin) implements Emission {}
}
