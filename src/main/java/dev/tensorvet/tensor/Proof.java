package dev.tensorvet.tensor;

/** The answer to a question about code that is not run. Only a proof is reported as an error. */
public enum Proof {
  YES,
  NO,
  UNKNOWN;

  public static Proof of(boolean answer) {
    return answer ? YES : NO;
  }

  /** Kleene's conjunction. */
  public Proof and(Proof other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES && other == YES ? YES : UNKNOWN;
  }

  /** Kleene's disjunction. */
  public Proof or(Proof other) {
    return not().and(other.not()).not();
  }

  public Proof not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
