package dev.tensorvet.finding;

import java.util.List;

/**
 * The outcome of a run.
 *
 * @param findings ordered by path, span and rule
 * @param suppressed findings that a comment silences, in the same order
 * @param problems ordered by path and span
 * @param filesChecked how many files were read as input
 */
public record Report(
    List<Reported> findings, List<Reported> suppressed, List<Problem> problems, int filesChecked) {

  public Report {
    findings = List.copyOf(findings);
    suppressed = List.copyOf(suppressed);
    problems = List.copyOf(problems);
  }
}
