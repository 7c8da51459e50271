package dev.tensorvet.diagnose;

import java.util.List;

/**
 * What one traceback tells, with those that are chained to it.
 *
 * @param chain in the order of the log
 */
record Failure(List<Link> chain) {

  Failure {
    chain = List.copyOf(chain);
  }

  /** How an exception follows on the one before it in the log. */
  enum How {
    FIRST,
    /** Raised from it: the one before is the reason. */
    CAUSED,
    /** Raised while the one before was handled. */
    WHILE_HANDLED,
    /** The one before only carries it over from a worker. */
    CARRIED,
    /** The one before tells which forward call made what has no gradient. */
    MADE
  }

  /** An exception of a chain. */
  record Link(Raised raised, How how) {}
}
