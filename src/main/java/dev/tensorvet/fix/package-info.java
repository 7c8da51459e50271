/**
 * Applies the fixes that findings offer: merges those of a file, puts them into its text, and shows
 * the change as a diff.
 *
 * <p>A fix is applied whole or not at all, and never when the file would parse worse than before.
 * Everything outside the edits keeps its characters: line ends, a byte-order mark, the JSON around
 * a notebook's code. This package may not read or write a file, nor judge whether a finding is
 * right.
 */
@NullMarked
package dev.tensorvet.fix;

import org.jspecify.annotations.NullMarked;
