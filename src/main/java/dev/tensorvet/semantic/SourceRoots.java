package dev.tensorvet.semantic;

import dev.tensorvet.workspace.Ledger;
import dev.tensorvet.workspace.Memo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where the modules of a project lie, told by nothing but its folders. */
final class SourceRoots {

  /** What marks the directory that a project begins in. */
  private static final List<String> MARKS =
      List.of(
          ".git",
          "pyproject.toml",
          "setup.py",
          "setup.cfg",
          "tensorvet.toml",
          "pom.xml",
          "settings.gradle",
          "settings.gradle.kts",
          "build.gradle",
          "build.gradle.kts");

  /** What tells it where nothing marks it, as in an unpacked archive of a few scripts. */
  private static final List<String> HINTS = List.of("requirements.txt", "environment.yml");

  /**
   * The code of a module, and the directory of those below it.
   *
   * @param name its dotted name
   */
  record Place(String name, Optional<Path> file, Optional<Path> directory) {}

  /**
   * The directories in which an absolute import is looked for.
   *
   * @param ordinary where any module may be found
   * @param beside inside the file's own package: a script that lies there sees them too
   * @param tops where the project, and the repository that it is part of, begin
   */
  private record Roots(List<Path> ordinary, List<Path> beside, List<Path> tops) {}

  /** A module by its dotted name, as all files of one directory see it. */
  private record Import(Path directory, String dotted) {}

  private final Ledger files;
  private final Memo<Path, Roots> roots;
  private final Memo<Import, Optional<Path>> imports;
  private final Memo<Import, Optional<Place>> places;
  private final Memo<Path, Boolean> packages;
  private final Memo<Path, Optional<Path>> projects;
  private final Memo<Path, Optional<Path>> hinted;
  private final Memo<Path, Optional<Path>> repositories;

  SourceRoots(Ledger files) {
    this.files = files;
    this.roots = new Memo<>(files);
    this.imports = new Memo<>(files);
    this.places = new Memo<>(files);
    this.packages = new Memo<>(files);
    this.projects = new Memo<>(files);
    this.hinted = new Memo<>(files);
    this.repositories = new Memo<>(files);
  }

  static Path directoryOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  /** The directory that a project begins in, if anything tells it. */
  Optional<Path> project(Path directory) {
    return marked(directory).or(() -> hinted.get(directory, d -> nearest(d, HINTS)));
  }

  /** The directory that is marked as the beginning of a project. */
  private Optional<Path> marked(Path directory) {
    return projects.get(directory, d -> nearest(d, MARKS));
  }

  private Optional<Path> nearest(Path directory, List<String> marks) {
    for (Path at = directory; at != null; at = at.getParent()) {
      Path here = at;
      if (marks.stream()
          .map(here::resolve)
          .anyMatch(mark -> files.isFile(mark) || files.isDirectory(mark))) {
        return Optional.of(here);
      }
    }
    return Optional.empty();
  }

  /** The dotted name of a file or of a package's directory. */
  String name(Path path) {
    String last = String.valueOf(path.getFileName());
    String stem =
        last.endsWith(".py")
                || last.endsWith(".pyi")
                || last.endsWith(".ipynb")
                || last.endsWith(".java")
            ? last.substring(0, last.lastIndexOf('.'))
            : last;
    List<String> parts = new ArrayList<>();
    if (!stem.equals("__init__")) {
      parts.add(stem);
    }
    Path directory = directoryOf(path);
    boolean isInPackage = isPackage(directory);
    while (isPackage(directory)) {
      parts.addFirst(String.valueOf(directory.getFileName()));
      directory = directoryOf(directory);
    }
    // Without packages, the path from the project's root tells modules of one name apart.
    Optional<Path> root = isInPackage ? Optional.empty() : marked(directory);
    while (root.isPresent()
        && !directory.equals(root.get())
        && !directory.equals(root.get().resolve("src"))) {
      parts.addFirst(String.valueOf(directory.getFileName()));
      directory = directoryOf(directory);
    }
    return parts.isEmpty() ? stem : String.join(".", parts);
  }

  private boolean isPackage(Path directory) {
    return packages.get(
        directory,
        d ->
            d.getParent() != null
                && (files.isFile(d.resolve("__init__.py"))
                    || files.isFile(d.resolve("__init__.pyi"))));
  }

  /**
   * The first root that has a module which a file imports by its full name. A folder without {@code
   * __init__.py} counts only where no root has a file.
   *
   * @param isLibrary whether the name is also that of a library
   */
  Optional<Path> rootOf(Path importer, String dotted, boolean isLibrary) {
    // A script that is named like what it imports does not import itself.
    boolean mayBeItself = String.valueOf(importer.getFileName()).startsWith(dotted + ".");
    if (mayBeItself) {
      return search(importer, dotted, isLibrary);
    }
    Import key = new Import(directoryOf(importer), dotted);
    return imports.get(key, k -> search(importer, dotted, isLibrary));
  }

  private Optional<Path> search(Path importer, String dotted, boolean isLibrary) {
    Roots all = roots.get(directoryOf(importer), this::find);
    Optional<Path> ofFile = first(all.ordinary(), importer, dotted);
    if (ofFile.isPresent() || isLibrary) {
      return ofFile;
    }
    List<Path> others = new ArrayList<>(all.beside());
    all.tops().forEach(top -> onlyFolderWith(Dotted.first(dotted), top).ifPresent(others::add));
    Optional<Path> further = first(others, importer, dotted);
    return further.isPresent()
        ? further
        : Stream.concat(all.ordinary().stream(), others.stream())
            .filter(
                root ->
                    find(root, dotted).flatMap(Place::directory).filter(this::hasCode).isPresent())
            .findFirst();
  }

  /** The first directory that has a file for the name, other than the one that imports it. */
  private Optional<Path> first(List<Path> directories, Path importer, String dotted) {
    return directories.stream()
        .filter(
            d -> find(d, dotted).flatMap(Place::file).filter(f -> !f.equals(importer)).isPresent())
        .findFirst();
  }

  /** Where a package lies one folder down, as in {@code python/name}, if it does so only once. */
  private Optional<Path> onlyFolderWith(String name, Path top) {
    List<Path> found =
        files.holdersOf(top, name).stream()
            .filter(folder -> isPackage(folder.resolve(name)))
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private Roots find(Path directory) {
    Path top = directory;
    Set<Path> beside = new LinkedHashSet<>();
    while (isPackage(top)) {
      beside.add(top);
      top = directoryOf(top);
    }
    Set<Path> ordinary = new LinkedHashSet<>(List.of(top));
    Set<Path> tops = new LinkedHashSet<>();
    marked(directory).ifPresent(tops::add);
    repositories.get(directory, d -> nearest(d, List.of(".git"))).ifPresent(tops::add);
    // What is run may lie further up, and its folder is then the one that imports start from.
    Optional<Path> at = Optional.ofNullable(top.getParent());
    while (at.isPresent() && mayHoldScripts(at.get(), tops)) {
      ordinary.add(at.get());
      at = Optional.ofNullable(at.get().getParent());
    }
    for (Path each : tops) {
      ordinary.add(each);
      ordinary.add(each.resolve("src"));
    }
    beside.removeAll(ordinary);
    return new Roots(List.copyOf(ordinary), List.copyOf(beside), List.copyOf(tops));
  }

  private boolean mayHoldScripts(Path directory, Set<Path> tops) {
    return tops.isEmpty() ? hasCode(directory) : tops.stream().anyMatch(directory::startsWith);
  }

  private boolean hasCode(Path directory) {
    return files.hasNameEnding(directory, ".py");
  }

  /** A module below a directory. */
  Optional<Place> find(Path root, String dotted) {
    return places.get(new Import(root, dotted), this::search);
  }

  private Optional<Place> search(Import wanted) {
    Path at = wanted.directory();
    String[] parts = wanted.dotted().split("\\.", -1);
    for (int i = 0; i + 1 < parts.length; i++) {
      at = at.resolve(parts[i]);
      if (!files.isDirectory(at)) {
        return Optional.empty();
      }
    }
    return module(at, parts[parts.length - 1]);
  }

  /** A package, a file or a mere folder of a name; stubs only where there is no code. */
  private Optional<Place> module(Path parent, String name) {
    Path directory = parent.resolve(name);
    Optional<Path> inside =
        files.isDirectory(directory) ? Optional.of(directory) : Optional.empty();
    for (String ending : List.of(".py", ".pyi")) {
      Path init = directory.resolve("__init__" + ending);
      Path file = parent.resolve(name + ending);
      if (inside.isPresent() && files.isFile(init)) {
        return Optional.of(new Place(name(init), Optional.of(init), inside));
      }
      if (files.isFile(file)) {
        return Optional.of(new Place(name(file), Optional.of(file), inside));
      }
    }
    return inside.map(this::folder);
  }

  private Place folder(Path directory) {
    return new Place(name(directory), Optional.empty(), Optional.of(directory));
  }

  /** The package whose code lies in a directory. */
  Place packageAt(Path directory) {
    return Optional.ofNullable(directory.getFileName())
        .flatMap(name -> module(directoryOf(directory), name.toString()))
        .filter(place -> place.file().filter(f -> f.startsWith(directory)).isPresent())
        .orElseGet(() -> folder(directory));
  }
}
