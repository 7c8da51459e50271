package dev.tensorvet.report;

import dev.tensorvet.finding.Report;
import java.io.IOException;
import java.io.Writer;

/** Writes reports in one format. Stateless. */
public interface Reporter {

  /** As a user asks for it: {@code --output-format sarif}. */
  String name();

  /** Writes the report whole; neither flushes nor closes. */
  void write(Report report, ReportContext context, Writer out) throws IOException;
}
