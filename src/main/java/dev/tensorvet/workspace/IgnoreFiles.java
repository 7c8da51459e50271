package dev.tensorvet.workspace;

import java.io.IOException;
import java.io.InputStream;
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
    List<Path> parents = new ArrayList<>();
    for (Path at = directory; at != null && !isRepository(at); at = at.getParent()) {
      if (at.getParent() != null) {
        parents.addFirst(at.getParent());
      }
    }
    boolean isInRepository = !parents.isEmpty() && isRepository(parents.getFirst());
    IgnoreFiles rules = new IgnoreFiles(List.of());
    if (isInRepository) {
      for (Path parent : parents) {
        rules = rules.in(parent);
      }
    }
    return rules;
  }

  private static boolean isRepository(Path directory) {
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
    IgnoreNode node = new IgnoreNode();
    try (InputStream text = Files.newInputStream(file)) {
      node.parse(text);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
    return Optional.of(new Rules(base, node));
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
