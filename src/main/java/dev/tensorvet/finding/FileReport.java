package dev.tensorvet.finding;

import java.util.List;

/**
 * What checking one file gives.
 *
 * @param suppressed findings that a comment silences
 */
public record FileReport(
    List<Reported> findings, List<Reported> suppressed, List<Problem> problems) {

  public FileReport {
    findings = List.copyOf(findings);
    suppressed = List.copyOf(suppressed);
    problems = List.copyOf(problems);
  }
}
