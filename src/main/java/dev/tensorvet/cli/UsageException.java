package dev.tensorvet.cli;

/** Something on the command line that means nothing. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
