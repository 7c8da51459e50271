/**
 * Finds and reads files: walking folders, ignore files, decoding, the cache. The only room below
 * the command line that does I/O; it hands {@link dev.tensorvet.source.SourceFile}s in and may not
 * know what is inside a file.
 */
@NullMarked
package dev.tensorvet.workspace;

import org.jspecify.annotations.NullMarked;
