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

  /**
   * @param origin where it is raised
   */
  Raised(String what, Origin origin) {
    super(what, null, false, false);
    this.origin = origin;
  }

  Origin origin() {
    return origin;
  }
}
