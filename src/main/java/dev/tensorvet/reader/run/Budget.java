package dev.tensorvet.reader.run;

import dev.tensorvet.reader.run.CodeNames.Interest;

/** How far a run goes on to follow calls, so that it costs a bounded time. */
final class Budget {

  /** Steps after which no further call is followed. */
  private static final int MOST = 10_000;

  /** The same for a run in which only the input of a loss matters: it is not made far away. */
  private static final int MOST_TO_LOSS = 500;

  /**
   * The same for one call of code that has nothing to do with gradients: enough to learn which
   * model a helper makes, not to follow a library that lies in the same repository.
   */
  private static final int MOST_ASIDE = 300;

  /** The same where only the input of a loss matters: what is far from one does not make it. */
  private static final int MOST_ASIDE_TO_LOSS = 100;

  /**
   * The same for a decorator: a wrapper is made in its first steps, and what comes later is about
   * its documentation.
   */
  private static final int MOST_OF_DECORATOR = 20;

  private final int most;
  private final int mostAside;
  private int steps;

  /** The step after which code is not followed that has nothing to do with training. */
  private int lastAside;

  /**
   * @param interest what the run is to tell of
   */
  Budget(Interest interest) {
    boolean isForLoss = interest == Interest.LOSS;
    this.most = isForLoss ? MOST_TO_LOSS : MOST;
    this.mostAside = isForLoss ? MOST_ASIDE_TO_LOSS : MOST_ASIDE;
    this.lastAside = most;
  }

  void step() {
    steps++;
  }

  /** Whether a call may be followed. */
  boolean allows(boolean isRelevant) {
    return steps < (isRelevant ? most : lastAside);
  }

  int lastAside() {
    return lastAside;
  }

  /** Begins a call of code that has nothing to do with training. */
  void goAside() {
    narrow(mostAside);
  }

  /** Begins a call of a decorator. */
  void decorate() {
    narrow(MOST_OF_DECORATOR);
  }

  private void narrow(int more) {
    lastAside = Math.min(lastAside, steps + more);
  }

  /**
   * A call ends, or the run goes on elsewhere.
   *
   * @param last what {@link #lastAside} was there
   */
  void goBack(int last) {
    lastAside = last;
  }
}
