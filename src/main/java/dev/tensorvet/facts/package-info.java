/**
 * What a program is, as far as rules need to know: its model classes, what happens to its models,
 * optimizers and schedulers, how data comes to them, what its processes share.
 *
 * <p>A {@link dev.tensorvet.facts.Fact} is a predicate with its places, recognised once and read by
 * many rules. Most are read from {@link dev.tensorvet.facts.ProgramRun}s, which follow a program
 * without running it, by one {@link dev.tensorvet.facts.RunReader} each; the others from a file's
 * code as it stands. What happens in a run has a {@link dev.tensorvet.facts.Site}, and the file
 * that the run started in. This package may not judge, nor report; the names of libraries stand in
 * {@code framework}, and it asks there what a name means.
 */
@NullMarked
package dev.tensorvet.facts;

import org.jspecify.annotations.NullMarked;
