package dev.tensorvet.workspace;

import dev.tensorvet.source.Language;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds the files to check below the paths that a user names. */
public final class Discovery {

  private static final Set<String> NEVER =
      Set.of(
          ".git",
          ".hg",
          ".svn",
          ".venv",
          "venv",
          ".env",
          ".tox",
          ".nox",
          ".eggs",
          "__pycache__",
          "node_modules",
          "site-packages",
          ".mypy_cache",
          ".pytest_cache",
          ".ruff_cache",
          ".ipynb_checkpoints",
          ".tensorvet_cache",
          "__pypackages__",
          "buck-out");

  private final Predicate<Path> isExcluded;
  private final boolean excludesNamed;
  private final Predicate<Path> isInput;

  /**
   * @param isExcluded whether settings leave a file or directory out
   * @param excludesNamed whether that goes for files that the user names, too
   * @param languages those of the files that a walk looks for
   */
  public Discovery(Predicate<Path> isExcluded, boolean excludesNamed, Set<Language> languages) {
    this(isExcluded, excludesNamed, file -> isOf(Set.copyOf(languages), file));
  }

  /**
   * @param isExcluded whether settings leave a file or directory out
   * @param excludesNamed whether that goes for files that the user names, too
   * @param isInput whether a walk looks for a file
   */
  public Discovery(Predicate<Path> isExcluded, boolean excludesNamed, Predicate<Path> isInput) {
    this.isExcluded = isExcluded;
    this.excludesNamed = excludesNamed;
    this.isInput = isInput;
  }

  /** The same order on every system. */
  private static int byText(Path one, Path other) {
    return one.toString().compareTo(other.toString());
  }

  /**
   * The files to check, each once, in the order of their paths; among them what was named and is
   * not there, and directories that cannot be listed.
   */
  public List<Path> find(List<Path> paths) {
    Set<Path> found = new TreeSet<>(Discovery::byText);
    for (Path path : paths) {
      Path whole = path.toAbsolutePath().normalize();
      boolean isDirectory = Files.isDirectory(whole);
      if (excludesNamed && leavesOut(whole, isDirectory)) {
        continue;
      }
      if (isDirectory) {
        walk(whole, IgnoreFiles.above(whole), found);
      } else {
        found.add(whole);
      }
    }
    return List.copyOf(found);
  }

  /** Whether no walk would come to a path from the root of its repository. */
  private boolean leavesOut(Path path, boolean isDirectory) {
    Path folder = isDirectory ? path : path.getParent();
    for (Path at = folder; at != null && !IgnoreFiles.isRepository(at); at = at.getParent()) {
      if (NEVER.contains(String.valueOf(at.getFileName()))) {
        return true;
      }
    }
    return isExcluded.test(path) || IgnoreFiles.hide(path, isDirectory);
  }

  private void walk(Path directory, IgnoreFiles above, Set<Path> to) {
    IgnoreFiles ignores = above.in(directory);
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException unreadable) {
      // Its files are not checked, and that is not to pass unsaid.
      to.add(directory);
      return;
    }
    entries.sort(Discovery::byText);
    for (Path entry : entries) {
      String name = String.valueOf(entry.getFileName());
      // A link to a directory may lead in a circle; what it shows is found at its own place.
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        if (!NEVER.contains(name) && !isExcluded.test(entry) && !ignores.ignores(entry, true)) {
          walk(entry, ignores, to);
        }
      } else if (isInput.test(entry)
          && Files.isRegularFile(entry)
          && !isExcluded.test(entry)
          && !ignores.ignores(entry, false)) {
        to.add(entry);
      }
    }
  }

  private static boolean isOf(Set<Language> languages, Path file) {
    return Languages.of(file)
        .filter(languages::contains)
        .filter(language -> !language.isData() || Configurations.mayBe(file))
        .isPresent();
  }
}
