package dev.tensorvet.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Which files tell how the programs of a project are started, by their names and sizes. */
public final class StartFiles {

  /** Nobody writes more commands than that. */
  private static final long LARGEST = 200_000;

  private static final Pattern NAMES =
      Pattern.compile("(?i).*\\.(sh|bash|slurm|sbatch)|setup\\.cfg|(gnu)?makefile|readme\\.md");

  private StartFiles() {}

  public static boolean mayBe(Path file) {
    try {
      return NAMES.matcher(String.valueOf(file.getFileName())).matches()
          && Files.size(file) <= LARGEST;
    } catch (IOException unreadable) {
      return false;
    }
  }
}
