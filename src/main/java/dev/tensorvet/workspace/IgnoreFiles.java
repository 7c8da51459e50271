package dev.tensorvet.workspace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;

/** What the {@code .gitignore} files above a directory leave out; JGit knows their language. */
final class IgnoreFiles {

  private record Rules(Path base, IgnoreNode node) {}

  private final List<Rules> innermostFirst;

  private IgnoreFiles(List<Rules> innermostFirst) {
    this.innermostFirst = innermostFirst;
  }

  /** The rules that hold in the parents of a directory, up to the root of its repository. */
  static IgnoreFiles above(Path directory) {
    IgnoreFiles rules = new IgnoreFiles(List.of());
    for (Path parent : parents(directory)) {
      rules = rules.in(parent);
    }
    return rules;
  }

  /** Whether a path or a directory above it is left out: whether no walk would come to it. */
  static boolean hide(Path path, boolean isDirectory) {
    List<Path> parents = parents(path);
    IgnoreFiles rules = new IgnoreFiles(List.of());
    for (int i = 0; i < parents.size(); i++) {
      rules = rules.in(parents.get(i));
      boolean isLast = i + 1 == parents.size();
      if (rules.ignores(isLast ? path : parents.get(i + 1), isDirectory || !isLast)) {
        return true;
      }
    }
    return false;
  }

  /** The directories above a path, from the root of its repository down; none without one. */
  private static List<Path> parents(Path path) {
    List<Path> parents = new ArrayList<>();
    for (Path at = path; at != null && !isRepository(at); at = at.getParent()) {
      if (at.getParent() != null) {
        parents.addFirst(at.getParent());
      }
    }
    return !parents.isEmpty() && isRepository(parents.getFirst()) ? parents : List.of();
  }

  static boolean isRepository(Path directory) {
    return Files.exists(directory.resolve(".git"));
  }

  /** These rules and those of the directory's own ignore files. */
  IgnoreFiles in(Path directory) {
    List<Rules> rules = new ArrayList<>(innermostFirst);
    if (isRepository(directory)) {
      read(directory, directory.resolve(".git/info/exclude")).ifPresent(rules::addFirst);
    }
    read(directory, directory.resolve(".gitignore")).ifPresent(rules::addFirst);
    return rules.size() == innermostFirst.size() ? this : new IgnoreFiles(rules);
  }

  private static Optional<Rules> read(Path base, Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Rules(base, parse(Files.readAllBytes(file))));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The rules of a text; a line that is no pattern matches nothing, as in git. */
  private static IgnoreNode parse(byte[] text) throws IOException {
    IgnoreNode rules = new IgnoreNode();
    for (String line : new String(text, StandardCharsets.UTF_8).split("\n")) {
      try {
        rules.parse(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
      } catch (NullPointerException noPattern) {
        // JGit tells its log of such a line, and asks the class loader that it comes from for the
        // words. On the boot path, where the launcher puts it, there is none.
      }
    }
    return rules;
  }

  /** Whether a path below is left out; its directories are asked about on the way down. */
  boolean ignores(Path path, boolean isDirectory) {
    for (Rules rules : innermostFirst) {
      if (!path.startsWith(rules.base()) || path.equals(rules.base())) {
        continue;
      }
      String relative = rules.base().relativize(path).toString().replace('\\', '/');
      switch (rules.node().isIgnored(relative, isDirectory)) {
        case IGNORED -> {
          return true;
        }
        case NOT_IGNORED -> {
          return false;
        }
        case CHECK_PARENT, CHECK_PARENT_NEGATE_FIRST_MATCH -> {}
      }
    }
    return false;
  }
}
