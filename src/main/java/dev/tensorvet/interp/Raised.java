package dev.tensorvet.interp;

import dev.tensorvet.graph.Origin;

/**
 * An exception of the code that runs. It ends the function that raises it as Python's does, up to a
 * handler, which is why it is an exception here too; it holds no stack and is never an error of the
 * tool.
 */
@SuppressWarnings("serial")
final class Raised extends RuntimeException {

  private final transient Origin origin;
  private final boolean isRefusal;

  /**
   * @param origin where it is raised
   */
  Raised(String what, Origin origin) {
    this(what, origin, false);
  }

  private Raised(String what, Origin origin, boolean isRefusal) {
    super(what, null, false, false);
    this.origin = origin;
    this.isRefusal = isRefusal;
  }

  /** An exception of a library, which is given what does not fit. */
  static Raised refusal(String what, Origin origin) {
    return new Raised(what, origin, true);
  }

  boolean isRefusal() {
    return isRefusal;
  }

  Origin origin() {
    return origin;
  }
}
