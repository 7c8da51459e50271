/**
 * Text and positions: what a file says and where in it something stands.
 *
 * <p>Offsets count UTF-16 code units from the start of a file's text; lines and columns count from
 * one. A {@link dev.tensorvet.source.SourceFile} is handed in, complete: this package may not read
 * files, and knows nothing of what the text means.
 */
@NullMarked
package dev.tensorvet.source;

import org.jspecify.annotations.NullMarked;
