package dev.tensorvet.interp;

/**
 * Something that running code changes in place. A change inside a branch of which it is not known
 * whether it runs is taken back after it, and then joined with what the other branch does.
 */
sealed interface Mutable permits ListValue, DictValue, Instance, TensorValue, Environment {

  /** Its whole state, to be given to {@link #restore} later. */
  Object state();

  void restore(Object state);

  /** What either of two states may have left. */
  Object join(Object left, Object right, Joining values);

  /** How two values become one that stands for either. */
  @FunctionalInterface
  interface Joining {
    PythonValue of(PythonValue left, PythonValue right);
  }
}
