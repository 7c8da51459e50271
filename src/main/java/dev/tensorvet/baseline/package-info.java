/**
 * The baseline of a code base: findings that are known, and left out until someone gets to them.
 *
 * <p>A finding is known again by its {@link dev.tensorvet.finding.Fingerprint}, by how many share
 * that, and by which of equal lines of its function it stands on, so that moved code stays known
 * and a repaired finding hides no new one. Where the number of equal lines changed, which is which
 * cannot be told, and only how many there are counts.
 *
 * <p>It may not read or write files, parse text or know where a file lies: it is given parsed data,
 * so that what is wrong in a baseline has a position, and the name of each file from whoever knows
 * it.
 */
@NullMarked
package dev.tensorvet.baseline;

import org.jspecify.annotations.NullMarked;
