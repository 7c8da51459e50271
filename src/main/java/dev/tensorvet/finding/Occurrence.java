package dev.tensorvet.finding;

/**
 * Which of the equal lines of its function or class a finding stands on.
 *
 * @param nth from 1, in the order of the text
 * @param of how many there are
 */
public record Occurrence(int nth, int of) {

  /** Of a line that no other one of its function or class is equal to. */
  public static final Occurrence ONLY = new Occurrence(1, 1);
}
