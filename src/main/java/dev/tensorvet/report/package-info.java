/**
 * Writes a {@link dev.tensorvet.finding.Report} in one format each: text and concise lines for
 * people, JSON, SARIF and workflow commands for machines.
 *
 * <p>A reporter may not recompute anything, read a file again, or know the clock, the environment
 * or the machine: the same report gives the same characters.
 */
@NullMarked
package dev.tensorvet.report;

import org.jspecify.annotations.NullMarked;
