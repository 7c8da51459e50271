package dev.tensorvet.engine;

import dev.tensorvet.finding.FileReport;
import java.nio.file.Path;
import java.util.function.Supplier;

/** What is remembered of files from earlier runs. Safe for use by many threads. */
@FunctionalInterface
public interface Recall {

  /** Remembers nothing. */
  Recall NONE = (file, check) -> check.get();

  /** What checking a file gives: as it is remembered, where that still holds. */
  FileReport of(Path file, Supplier<FileReport> check);
}
