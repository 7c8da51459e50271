/**
 * What a program is, as far as rules need to know: its model classes, what happens to its models,
 * optimizers and schedulers, how data comes to them, what its processes share.
 *
 * <p>A {@link dev.tensorvet.facts.Fact} is a predicate with its places, recognised once and read by
 * many rules. What happens in a run has a {@link dev.tensorvet.facts.Site}, and the file that the
 * run started in. Facts say and do not judge; {@code reader} finds them.
 */
@NullMarked
package dev.tensorvet.facts;

import org.jspecify.annotations.NullMarked;
