package dev.tensorvet.interp;

/**
 * An exception of the code that runs. It ends the function that raises it as Python's does, up to a
 * handler, which is why it is an exception here too; it holds no stack and is never an error of the
 * tool.
 */
@SuppressWarnings("serial")
final class Raised extends RuntimeException {

  Raised(String what) {
    super(what, null, false, false);
  }
}
