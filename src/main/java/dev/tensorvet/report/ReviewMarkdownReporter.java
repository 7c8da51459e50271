package dev.tensorvet.report;

import java.io.IOException;
import java.io.Writer;

/** A page. */
final class ReviewMarkdownReporter implements ReviewReporter {

  @Override
  public String name() {
    return "markdown";
  }

  @Override
  public void write(ReviewReport report, ReportContext context, Writer out) throws IOException {
    out.write(report.review().name());
  }
}
