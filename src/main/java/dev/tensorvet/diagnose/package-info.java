/**
 * From a log to what went wrong. Lines become what was raised ({@link
 * dev.tensorvet.diagnose.Raised}): exceptions with their tracebacks, warnings, single lines that
 * the GPU or the system writes, and curves of losses, of which this package says in words of its
 * own what is wrong. The {@link dev.tensorvet.diagnose.Catalogue} knows the causes; it is a folder
 * of TOML files beside the classes, one for each field, and the only place where a message of a
 * library is written. A log is read once, in memory that does not grow with it.
 *
 * <p>It lies below {@code report}, which shows its outcome, and reads no files: logs are handed in
 * as streams, the code of a project by {@link dev.tensorvet.diagnose.CodeBase}.
 */
@NullMarked
package dev.tensorvet.diagnose;

import org.jspecify.annotations.NullMarked;
