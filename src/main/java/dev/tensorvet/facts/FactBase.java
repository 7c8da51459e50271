package dev.tensorvet.facts;

import java.util.List;

/** The facts of one file. */
public interface FactBase {

  /** All facts of a kind, in the order of the text; recognised when first asked for. */
  <F extends Fact> List<F> all(Class<F> kind);

  /** Whether a kind tells what happens when the file runs, which takes the longest to find out. */
  default boolean isOfRuns(Class<?> kind) {
    return false;
  }
}
