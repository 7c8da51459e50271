package dev.tensorvet.report;

import dev.tensorvet.finding.Report;

/** Writes the outcome of a run in one format. The same report gives the same text. */
public interface Reporter {

  /** The name by which a user asks for the format. */
  String name();

  String write(Report report, ReportContext context);
}
