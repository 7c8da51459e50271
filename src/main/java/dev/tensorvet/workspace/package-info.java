/**
 * Finds and reads files: walking folders, ignore files, decoding, the cache. The only room below
 * the command line that does I/O; it hands {@link dev.tensorvet.source.SourceFile}s in and may not
 * know what is inside a file.
 *
 * <p>A {@link dev.tensorvet.workspace.Ledger} notes which questions about files an answer rests on,
 * and {@link dev.tensorvet.workspace.Memo} hands that on with each answer that is kept. That is all
 * that the {@link dev.tensorvet.workspace.Cache} needs: an outcome holds while those questions are
 * answered as they were. It knows neither imports nor rules, and nothing that they come to need has
 * to be told to it.
 */
@NullMarked
package dev.tensorvet.workspace;

import org.jspecify.annotations.NullMarked;
