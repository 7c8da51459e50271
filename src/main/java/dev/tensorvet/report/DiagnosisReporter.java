package dev.tensorvet.report;

import dev.tensorvet.diagnose.LogReport;
import java.io.IOException;
import java.io.Writer;

/** Writes what a log tells in one format. Stateless. */
public interface DiagnosisReporter {

  /** As a user asks for it: {@code --output-format json}. */
  String name();

  /**
   * Writes it whole; neither flushes nor closes.
   *
   * @param colour whether text may hold ANSI escapes
   * @param width how many columns a line of text may take
   */
  void write(LogReport report, boolean colour, int width, Writer out) throws IOException;
}
