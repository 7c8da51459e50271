package dev.tensorvet.semantic.java;

import com.github.javaparser.ast.body.TypeDeclaration;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Java files that a file sees: those below its own source root, and for a test those of what it
 * tests. Serves one thread.
 */
public final class JavaProject {

  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Path CODE = Path.of("src", "main", "java");

  private final Project project;
  private final JavaLibrary library;
  private final Map<Path, Optional<JavaUnit>> units = new HashMap<>();

  /** A type of the project, with the file that declares it. */
  public record Declared(JavaUnit unit, TypeDeclaration<?> type) {}

  public JavaProject(Project project, JavaLibrary library) {
    this.project = project;
    this.library = library;
  }

  JavaLibrary library() {
    return library;
  }

  /** A file of Java with what its names mean; empty for a file of another language. */
  public Optional<JavaUnit> unit(SourceModule module) {
    Optional<JavaUnit> known = units.get(module.path());
    if (known == null) {
      known = JavaUnit.of(module, this);
      units.put(module.path(), known);
    }
    return known;
  }

  /** The type of a qualified name that a file of the project declares. */
  public Optional<Declared> type(String qualifiedName, JavaUnit from) {
    Optional<Declared> inside = from.declared(qualifiedName).map(t -> new Declared(from, t));
    if (inside.isPresent()) {
      return inside;
    }
    for (Path root : roots(from)) {
      // `a.b.Outer.Inner` is in the file of `a.b.Outer`.
      for (String name = qualifiedName; !name.isEmpty(); name = outer(name)) {
        Path file = root.resolve(name.replace('.', '/') + ".java");
        if (project.files().isFile(file)) {
          return project
              .module(file)
              .flatMap(this::unit)
              .flatMap(unit -> unit.declared(qualifiedName).map(t -> new Declared(unit, t)));
        }
      }
    }
    return Optional.empty();
  }

  private static String outer(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private static List<Path> roots(JavaUnit from) {
    Optional<Path> root = Optional.ofNullable(from.module().path().getParent());
    if (!from.packageName().isEmpty()) {
      for (String part : from.packageName().split("\\.", -1)) {
        root = root.filter(r -> !part.isEmpty()).flatMap(r -> Optional.ofNullable(r.getParent()));
      }
    }
    if (root.isEmpty()) {
      return List.of();
    }
    Path own = root.get();
    return own.endsWith(TESTS)
        ? List.of(own, own.resolve(Path.of("..", "..", "..")).resolve(CODE).normalize())
        : List.of(own);
  }
}
