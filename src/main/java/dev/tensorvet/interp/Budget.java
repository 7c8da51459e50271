package dev.tensorvet.interp;

import dev.tensorvet.semantic.Entity;
import java.util.IdentityHashMap;

/**
 * How much work one trace may be. It is counted in steps and not in time, so that an answer does
 * not depend on the machine.
 */
final class Budget {

  /**
   * Statements and calls, of one trace and of all that are made for one model: about two seconds.
   * One trace of the largest models of libraries takes about a third.
   */
  static final int MOST_STEPS = 120_000;

  /** Of a script a call of a model is wanted, and not the training that follows it. */
  private static final int STEPS_OF_SCRIPT = 30_000;

  private static final int DEEPEST = 48;

  /**
   * How often something may call itself where it is not known whether it does: each way calls it
   * again, and so the calls double.
   */
  private static final int DEEPEST_UNCERTAIN = 5;

  private final int most;
  private final IdentityHashMap<Entity, Integer> uncertain = new IdentityHashMap<>();
  private int steps;
  private int depth;

  private Budget(int most) {
    this.most = most;
  }

  static Budget ofModel() {
    return new Budget(MOST_STEPS);
  }

  static Budget ofScript() {
    return new Budget(STEPS_OF_SCRIPT);
  }

  /** One of which so much is used as of this one. */
  Budget copy() {
    Budget copy = new Budget(most);
    copy.steps = steps;
    return copy;
  }

  /** Ends a trace that would take too long. */
  @SuppressWarnings("serial")
  static final class Exceeded extends RuntimeException {
    Exceeded(String what) {
      super(what, null, false, false);
    }
  }

  void step() {
    if (++steps > most) {
      throw new Exceeded("the model takes too many steps to follow");
    }
  }

  /** How many there have been. */
  int steps() {
    return steps;
  }

  /**
   * Whether another call may begin; it is to be ended with {@link #leave}.
   *
   * @param isUncertain whether it is not known that it does
   */
  boolean enter(Entity called, boolean isUncertain) {
    step();
    if (depth == DEEPEST
        || (isUncertain && uncertain.getOrDefault(called, 0) == DEEPEST_UNCERTAIN)) {
      return false;
    }
    depth++;
    if (isUncertain) {
      uncertain.merge(called, 1, Integer::sum);
    }
    return true;
  }

  /** Whether it was uncertain is the same as when it began. */
  void leave(Entity called, boolean isUncertain) {
    depth--;
    if (isUncertain) {
      uncertain.merge(called, -1, Integer::sum);
    }
  }
}
