/**
 * What a program is, as far as rules need to know: its model classes, its training loops.
 *
 * <p>A {@link dev.tensorvet.facts.Fact} is a predicate with its places, recognised once and read by
 * many rules. This package may not judge, nor report; the names of libraries stand in {@code
 * framework}, and it asks there what a name means.
 */
@NullMarked
package dev.tensorvet.facts;

import org.jspecify.annotations.NullMarked;
