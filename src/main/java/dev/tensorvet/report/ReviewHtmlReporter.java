package dev.tensorvet.report;

import java.io.IOException;
import java.io.Writer;

/** A page. */
final class ReviewHtmlReporter implements ReviewReporter {

  @Override
  public String name() {
    return "html";
  }

  @Override
  public void write(ReviewReport report, ReportContext context, Writer out) throws IOException {
    out.write(report.review().name());
  }
}
