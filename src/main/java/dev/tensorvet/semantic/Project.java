package dev.tensorvet.semantic;

import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.workspace.FileTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The files that belong together, loaded as names lead to them. The answers do not depend on what was
 * loaded before, or by which thread.
 */
public final class Project {

  /** What marks the directory that a project begins in. */
  private static final List<String> ROOT_MARKS =
      List.of(".git", "pyproject.toml", "setup.py", "setup.cfg", "tensorvet.toml");

  private final FileTree files;
  private final Function<SourceFile, ParsedFile> parser;
  private final LibraryIndex libraries;
  private final Map<Path, Optional<SourceModule>> modules = new ConcurrentHashMap<>();
  private final Map<Path, List<Path>> roots = new ConcurrentHashMap<>();
  private final Map<Path, Map<String, Entity>> imports = new ConcurrentHashMap<>();
  private final Map<Path, Boolean> isPackage = new ConcurrentHashMap<>();
  private final Map<Path, Optional<Path>> projectRoots = new ConcurrentHashMap<>();

  public Project(
      FileTree files, Function<SourceFile, ParsedFile> parser, LibraryIndex libraries) {
    this.files = files;
    this.parser = parser;
    this.libraries = libraries;
  }

  public LibraryIndex libraries() {
    return libraries;
  }

  public FileTree files() {
    return files;
  }

  /** The module of a file; empty when the file cannot be read. */
  public Optional<SourceModule> module(Path file) {
    Optional<SourceModule> known = modules.get(file);
    if (known == null) {
      known =
          files
              .read(file)
              .map(source -> new SourceModule(this, file, name(file), parser.apply(source)));
      Optional<SourceModule> first = modules.putIfAbsent(file, known);
      known = first == null ? known : first;
    }
    return known;
  }

  /** Takes in a file that is parsed already, or whose text is not that of the disk. */
  public SourceModule add(Path file, ParsedFile parsed) {
    SourceModule made = new SourceModule(this, file, name(file), parsed);
    Optional<SourceModule> first = modules.putIfAbsent(file, Optional.of(made));
    return first == null ? made : first.orElse(made);
  }

  /** The directory that a file's project begins in, if anything marks one. */
  public Optional<Path> projectRoot(Path file) {
    Path directory = directoryOf(file);
    Optional<Path> known = projectRoots.get(directory);
    if (known == null) {
      known = Optional.empty();
      for (Path at = directory; at != null && known.isEmpty(); at = at.getParent()) {
        Path here = at;
        if (ROOT_MARKS.stream()
            .map(here::resolve)
            .anyMatch(mark -> files.isFile(mark) || files.isDirectory(mark))) {
          known = Optional.of(here);
        }
      }
      projectRoots.put(directory, known);
    }
    return known;
  }

  private static Path directoryOf(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  // --- names of modules

  /** The dotted name of a file, counted from above the packages that it lies in. */
  private String name(Path file) {
    List<String> parts = new ArrayList<>();
    String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    if (!stem.equals("__init__")) {
      parts.add(stem);
    }
    Path directory = directoryOf(file);
    while (isPackage(directory)) {
      parts.addFirst(String.valueOf(directory.getFileName()));
      directory = directoryOf(directory);
    }
    return parts.isEmpty() ? stem : String.join(".", parts);
  }

  private boolean isPackage(Path directory) {
    return isPackage.computeIfAbsent(
        directory,
        d ->
            d.getParent() != null
                && (files.isFile(d.resolve("__init__.py"))
                    || files.isFile(d.resolve("__init__.pyi"))));
  }

  /** Where absolute imports of a file are looked for, in order. */
  private List<Path> roots(Path file) {
    return roots.computeIfAbsent(
        directoryOf(file),
        directory -> {
          Set<Path> found = new LinkedHashSet<>();
          Path top = directory;
          while (isPackage(top)) {
            top = directoryOf(top);
          }
          // A module inside a package is imported through its root; a script sees its siblings.
          found.add(top);
          found.add(directory);
          projectRoot(file)
              .ifPresent(
                  root -> {
                    found.add(root);
                    found.add(root.resolve("src"));
                  });
          return List.copyOf(found);
        });
  }

  // --- imports

  /**
   * What a module name stands for in an import.
   *
   * @param level how many dots stand before it
   * @param dotted the name after the dots, empty if there is none
   */
  Entity imported(SourceModule from, int level, String dotted) {
    if (level == 0) {
      // Two threads may both look it up; they find the same.
      Map<String, Entity> known =
          imports.computeIfAbsent(directoryOf(from.path()), d -> new ConcurrentHashMap<>());
      Entity entity = known.get(dotted);
      if (entity == null) {
        entity = absolute(from, dotted);
        known.put(dotted, entity);
      }
      return entity;
    }
    Path base = directoryOf(from.path());
    for (int i = 1; i < level; i++) {
      base = directoryOf(base);
    }
    Optional<ModuleEntity> found =
        dotted.isEmpty() ? module(base, packageName(base)) : find(base, dotted);
    return found.isPresent() ? found.get() : new UnknownEntity();
  }

  private String packageName(Path directory) {
    return name(directory.resolve("__init__.py"));
  }

  private Entity absolute(SourceModule from, String dotted) {
    for (Path root : roots(from.path())) {
      Optional<ModuleEntity> found = find(root, dotted);
      // A script that is named like a library it imports does not import itself.
      boolean isItself =
          found.flatMap(ModuleEntity::module).filter(m -> m == from).isPresent()
              && libraries.knows(dotted);
      if (found.isPresent() && !isItself) {
        return found.get();
      }
    }
    return library(dotted);
  }

  private Optional<ModuleEntity> find(Path root, String dotted) {
    Path at = root;
    String[] parts = dotted.split("\\.");
    for (int i = 0; i + 1 < parts.length; i++) {
      at = at.resolve(parts[i]);
      if (!files.isDirectory(at)) {
        return Optional.empty();
      }
    }
    return module(at.resolve(parts[parts.length - 1]), dotted);
  }

  /** The module or package of a path without its ending. */
  private Optional<ModuleEntity> module(Path base, String dotted) {
    for (String init : List.of("__init__.py", "__init__.pyi")) {
      Path file = base.resolve(init);
      if (files.isFile(file)) {
        return Optional.of(new ModuleEntity(dotted, module(file), Optional.of(base)));
      }
    }
    for (String ending : List.of(".py", ".pyi")) {
      Path file = base.resolveSibling(base.getFileName() + ending);
      if (files.isFile(file)) {
        Optional<Path> directory =
            files.isDirectory(base) ? Optional.of(base) : Optional.empty();
        return Optional.of(new ModuleEntity(dotted, module(file), directory));
      }
    }
    boolean isNamespace =
        files.isDirectory(base)
            && !libraries.knows(dotted)
            && files.names(base).stream().anyMatch(n -> n.endsWith(".py"));
    return isNamespace
        ? Optional.of(new ModuleEntity(dotted, Optional.empty(), Optional.of(base)))
        : Optional.empty();
  }

  /** A member of a module: a name of its own, or a module below it. */
  Entity member(ModuleEntity owner, String name, int depth) {
    Optional<Entity> own = owner.module().flatMap(m -> m.exported(name, depth));
    if (own.isPresent() && !(own.get() instanceof UnknownEntity)) {
      return own.get();
    }
    Optional<ModuleEntity> below =
        owner.directory().flatMap(d -> module(d.resolve(name), owner.qualifiedName() + "." + name));
    if (below.isPresent()) {
      return below.get();
    }
    return own.orElse(new UnknownEntity());
  }

  LibraryEntity library(String qualifiedName) {
    return new LibraryEntity(libraries.canonical(qualifiedName));
  }
}
