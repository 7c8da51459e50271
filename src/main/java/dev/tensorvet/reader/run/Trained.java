package dev.tensorvet.reader.run;

import java.util.Set;

/**
 * The modules whose parameters an optimizer holds.
 *
 * @param isComplete whether it holds no others
 */
record Trained(Set<Term> modules, boolean isComplete) {}
