package dev.tensorvet.finding;

/** How well a finding is known. */
public enum Certainty {
  /** Every step of the argument is known from the code. */
  PROVEN,
  /** Something is inferred from use alone; such a finding is never more than a warning. */
  LIKELY
}
