package dev.tensorvet.baseline;

import dev.tensorvet.source.Location;

/** A baseline that means nothing. The run does not start. */
public final class BaselineException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public BaselineException(String path, Location location, String message) {
    super(path + ":" + location + ": " + message);
  }
}
