package dev.tensorvet.facts;

import java.util.Set;

/**
 * The modules whose parameters an optimizer holds.
 *
 * @param isComplete whether it holds no others
 */
record Trained(Set<Term> modules, boolean isComplete) {}
