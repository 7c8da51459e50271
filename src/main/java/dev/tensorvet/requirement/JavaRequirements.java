package dev.tensorvet.requirement;

import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.Ledger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java file's project is built with: the build files of Maven and Gradle in the directories
 * around it. Nothing is resolved: a version that comes from elsewhere is not known. Serves one
 * thread.
 */
public final class JavaRequirements {

  /** No project lies deeper below its build file. */
  private static final int HIGHEST = 16;

  private static final List<String> GRADLE_BUILDS = List.of("build.gradle", "build.gradle.kts");

  private static final Pattern GRADLE =
      Pattern.compile("[\"']([\\w.-]+):([\\w.-]+)(?::([^\"'@:$]+))?(?:[@:][^\"']*)?[\"']");

  /**
   * A library that a build file asks for.
   *
   * @param range all versions when the file does not say
   */
  public record Artifact(String group, String name, VersionRange range) {}

  private final Ledger files;
  private final Map<Path, List<Artifact>> known = new HashMap<>();

  public JavaRequirements(Ledger files) {
    this.files = files;
  }

  /** The libraries that the project of a file asks for, those of the nearest build file first. */
  public List<Artifact> of(SourceModule module) {
    List<Artifact> all = new ArrayList<>();
    Optional<Path> at = Optional.ofNullable(module.path().getParent());
    for (int i = 0; i < HIGHEST && at.isPresent(); i++) {
      all.addAll(known.computeIfAbsent(at.get(), this::read));
      at = Optional.ofNullable(at.get().getParent());
    }
    return all;
  }

  /** The artifacts of a group, wherever they are asked for. */
  public Set<String> artifacts(SourceModule module, String group) {
    Set<String> names = new TreeSet<>();
    of(module).stream()
        .filter(
            artifact -> artifact.group().equals(group) || artifact.group().startsWith(group + "."))
        .forEach(artifact -> names.add(artifact.name()));
    return names;
  }

  /** The versions that are allowed of the libraries of a group. */
  public VersionRange versions(SourceModule module, String group) {
    return of(module).stream()
        .filter(
            artifact -> artifact.group().equals(group) || artifact.group().startsWith(group + "."))
        .map(Artifact::range)
        .filter(range -> !range.isOpen())
        .reduce(VersionRange::or)
        .orElse(VersionRange.ALL);
  }

  private List<Artifact> read(Path directory) {
    List<Artifact> found = new ArrayList<>();
    Path pom = directory.resolve("pom.xml");
    text(pom)
        .map(MavenBuild::of)
        .ifPresent(build -> found.addAll(build.artifacts(properties(build, pom, 0))));
    for (String name : GRADLE_BUILDS) {
      text(directory.resolve(name))
          .ifPresent(
              build -> {
                found.addAll(gradle(build));
                catalog(directory).ifPresent(catalog -> found.addAll(catalog.usedBy(build)));
              });
    }
    return found;
  }

  /** The properties of a build file and of those that it takes over from. */
  private Map<String, String> properties(MavenBuild build, Path pom, int depth) {
    Optional<Path> parent =
        build.parent().filter(path -> depth < HIGHEST).flatMap(path -> sibling(pom, path));
    Map<String, String> inherited =
        parent
            .flatMap(path -> text(path).map(MavenBuild::of))
            .map(above -> properties(above, parent.get(), depth + 1))
            .orElse(Map.of());
    return build.properties(inherited);
  }

  private Optional<Path> sibling(Path pom, String relative) {
    try {
      Path path = pom.resolveSibling(relative).normalize();
      return Optional.of(files.isDirectory(path) ? path.resolve("pom.xml") : path);
    } catch (InvalidPathException elsewhere) {
      return Optional.empty();
    }
  }

  /** The catalogue of versions of the build that a directory is part of. */
  private Optional<GradleCatalog> catalog(Path directory) {
    Optional<Path> at = Optional.of(directory);
    for (int i = 0; i < HIGHEST && at.isPresent(); i++) {
      Optional<String> found = text(at.get().resolve("gradle").resolve("libs.versions.toml"));
      if (found.isPresent()) {
        return found.map(GradleCatalog::of);
      }
      at = Optional.ofNullable(at.get().getParent());
    }
    return Optional.empty();
  }

  private Optional<String> text(Path file) {
    return files.isFile(file) ? files.read(file).map(SourceFile::text) : Optional.empty();
  }

  private static List<Artifact> gradle(String build) {
    List<Artifact> found = new ArrayList<>();
    Matcher coordinate = GRADLE.matcher(build);
    while (coordinate.find()) {
      found.add(
          new Artifact(
              coordinate.group(1),
              coordinate.group(2),
              range(Optional.ofNullable(coordinate.group(3)))));
    }
    return found;
  }

  /** What a version in a build file allows: itself, as Maven and Gradle take it. */
  static VersionRange range(Optional<String> version) {
    return version
        .filter(text -> !text.contains("$") && !text.matches("[\\[(].*"))
        .flatMap(Version::parse)
        .map(VersionRange::exactly)
        .orElse(VersionRange.ALL);
  }
}
