package dev.tensorvet.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Which files tell how the programs of a project are started, by their names and sizes. */
public final class StartFiles {

  /** Nobody writes more commands than that. */
  public static final long LARGEST = 200_000;

  private static final Pattern NAMES =
      Pattern.compile("(?i).*\\.(sh|bash|slurm|sbatch)|setup\\.cfg|(gnu)?makefile|readme\\.md");

  private StartFiles() {}

  /** Whether a file of this name may be one. */
  public static boolean isNamed(String name) {
    return NAMES.matcher(name).matches();
  }

  public static boolean mayBe(Path file) {
    try {
      return isNamed(String.valueOf(file.getFileName())) && Files.size(file) <= LARGEST;
    } catch (IOException unreadable) {
      return false;
    }
  }
}
