package dev.tensorvet.workspace;

import dev.tensorvet.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that a run may read, on disk or in memory. Paths are absolute and normalised. A file
 * reads the same however often it is read during a run. Safe for use by many threads.
 */
public interface FileTree {

  boolean isFile(Path path);

  boolean isDirectory(Path path);

  /** Whether the path is a link to elsewhere; a walk over folders does not follow it. */
  boolean isLink(Path path);

  /** The names in a directory, sorted; none when it cannot be listed. */
  List<String> names(Path directory);

  /**
   * The decoded text of a file, under the name that the user knows it by; empty when it is not
   * there, cannot be read, or is larger than the limit.
   */
  Optional<SourceFile> read(Path path);

  /** Tells what {@link #read} gives from anything else that it may give, without giving it. */
  Digest digest(Path path);
}
