/**
 * The output formats, one class each. A reporter writes what a {@link dev.tensorvet.finding.Report}
 * says: it may not find anything out again, or read a file.
 */
@NullMarked
package dev.tensorvet.report;

import org.jspecify.annotations.NullMarked;
