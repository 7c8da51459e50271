package dev.tensorvet.report;

import java.io.IOException;
import java.io.Writer;

/** Writes models in one format. Stateless. */
public interface ModelReporter {

  /** As a user asks for it: {@code --output-format dot}. */
  String name();

  /** Writes the models whole; neither flushes nor closes. */
  void write(ModelReport report, ModelContext context, Writer out) throws IOException;
}
