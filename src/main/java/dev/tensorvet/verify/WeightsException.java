package dev.tensorvet.verify;

/** A file of weights that holds none that can be used. */
public final class WeightsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  WeightsException(String message) {
    super(message);
  }
}
