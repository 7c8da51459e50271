package dev.tensorvet.interp;

import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.LibraryIndex;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.workspace.Digest;
import dev.tensorvet.workspace.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The modules of libraries as Python text of our own, which runs in the place of the library. A
 * file is read when a name of it is first asked for; safe for use by many threads.
 */
final class LibraryText {

  private static final String RESOURCES = "/dev/tensorvet/framework/python/";
  private static final Path ROOT = Path.of("tensorvet-library").toAbsolutePath();

  private final Project project;
  private final LibraryIndex libraries;
  private final Map<String, Optional<Entity>> known = new ConcurrentHashMap<>();

  LibraryText(Function<SourceFile, ParsedFile> parser, LibraryIndex libraries) {
    this.libraries = libraries;
    this.project = new Project(new Resources(), parser, libraries);
  }

  /** The class or function that the text defines under a canonical name. */
  Optional<Entity> find(String qualifiedName) {
    return known.computeIfAbsent(qualifiedName, this::look);
  }

  private Optional<Entity> look(String qualifiedName) {
    int dot = qualifiedName.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    return module(qualifiedName.substring(0, dot))
        .flatMap(module -> module.named(qualifiedName.substring(dot + 1)))
        .filter(entity -> isDefinition(entity));
  }

  private static boolean isDefinition(Entity entity) {
    return entity instanceof ClassEntity || entity instanceof FunctionEntity;
  }

  private Optional<SourceModule> module(String dotted) {
    Path folder = ROOT.resolve(dotted.replace('.', '/'));
    return project
        .module(folder.resolve("__init__.py"))
        .or(() -> project.module(folder.resolveSibling(folder.getFileName() + ".py")));
  }

  /** Whether a file is of this text. */
  boolean holds(SourceModule module) {
    return module.path().startsWith(ROOT);
  }

  /** Whether a function of this text does nothing but give weights their first values. */
  boolean givesFirstValues(FunctionEntity function) {
    return holds(function.module())
        && (function.name().endsWith("reset_parameters")
            || function.module().name().equals(TensorFunctions.FIRST_VALUES));
  }

  /** Whether something is Python's own, or of a library that can be followed. */
  boolean knows(LibraryEntity entity) {
    String topLevel = entity.qualifiedName().split("\\.", 2)[0];
    return libraries.isLibrary(topLevel)
        && (!TensorFunctions.isNamedAlone(topLevel) || find(entity.qualifiedName()).isPresent());
  }

  /** The canonical name of a member of a module. */
  String canonical(String qualifiedName) {
    return libraries.canonical(qualifiedName);
  }

  /** The text as it lies among the program's own resources. */
  private static final class Resources implements FileTree {

    private static Optional<InputStream> open(Path path) {
      if (!path.startsWith(ROOT) || path.equals(ROOT)) {
        return Optional.empty();
      }
      String name = ROOT.relativize(path).toString().replace('\\', '/');
      return Optional.ofNullable(LibraryText.class.getResourceAsStream(RESOURCES + name));
    }

    @Override
    public boolean isFile(Path path) {
      return String.valueOf(path.getFileName()).endsWith(".py") && open(path).isPresent();
    }

    @Override
    public boolean isDirectory(Path path) {
      return isFile(path.resolve("__init__.py"));
    }

    @Override
    public boolean isLink(Path path) {
      return false;
    }

    @Override
    public List<String> names(Path directory) {
      return List.of();
    }

    @Override
    public Optional<SourceFile> read(Path path) {
      return open(path)
          .map(
              stream -> {
                try (stream) {
                  return SourceFile.of(
                      ROOT.relativize(path).toString().replace('\\', '/'),
                      Language.PYTHON,
                      new String(stream.readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }

    @Override
    public Digest digest(Path path) {
      return Digest.of(List.of(path.toString()));
    }
  }
}
