package dev.tensorvet.finding;

/** How much a finding matters, the gravest first. */
public enum Level {
  /** A proof that the code is wrong. */
  ERROR,
  /** Likely a bug, or a proven waste. */
  WARNING,
  /** Worth knowing; never fails a run. */
  ADVICE;

  /** Whether this is as grave as {@code threshold} or graver. */
  public boolean atLeast(Level threshold) {
    return compareTo(threshold) <= 0;
  }

  /** As settings and output formats write it. */
  public String label() {
    return switch (this) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case ADVICE -> "advice";
    };
  }
}
