package dev.tensorvet.report;

import java.io.IOException;
import java.io.Writer;

/** Writes reviews in one format. Stateless. */
public interface ReviewReporter {

  /** As a user asks for it: {@code --output-format json}. */
  String name();

  /** Writes the review whole; neither flushes nor closes. */
  void write(ReviewReport review, ReportContext context, Writer out) throws IOException;
}
