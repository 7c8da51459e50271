/**
 * Writes a {@link dev.tensorvet.finding.Report} in one format each: text and concise lines for
 * people, JSON, SARIF, and what CI servers read for machines.
 *
 * <p>A reporter may not recompute anything, read a file again, or know the clock, the environment
 * or the machine: the same report gives the same characters.
 *
 * <p>A change of the SARIF is checked with Microsoft's validator, npm's {@code
 * @microsoft/sarif-multitool-linux}: {@code Sarif.Multitool validate --rule-kind 'Sarif;Ghas'
 * --level 'Error;Warning' testdata/report/*}{@code /report.sarif} must print no line with {@code :
 * error} or {@code : warning}; its exit code is 0 either way.
 */
@NullMarked
package dev.tensorvet.report;

import org.jspecify.annotations.NullMarked;
