package dev.tensorvet.review;

import dev.tensorvet.source.SourceFile;
import java.nio.file.Path;

/**
 * A file that tells how programs are started: a script of a shell, a manual, a package's metadata.
 */
public record StartFile(Path path, SourceFile file) {}
