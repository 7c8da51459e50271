/**
 * The baseline of a code base: findings that are known, and left out until someone gets to them.
 *
 * <p>A finding is known again by its {@link dev.tensorvet.finding.Fingerprint} and by how many
 * share that, so that moved code stays known and a repaired finding hides no new one.
 *
 * <p>It may not read or write files, parse text or know where a file lies: it is given parsed data,
 * so that what is wrong in a baseline has a position, and the name of each file from whoever knows
 * it.
 */
@NullMarked
package dev.tensorvet.baseline;

import org.jspecify.annotations.NullMarked;
