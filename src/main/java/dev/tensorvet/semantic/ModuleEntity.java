package dev.tensorvet.semantic;

import java.nio.file.Path;
import java.util.Optional;

/** A module or package of the project. Its file is read when something asks for its code. */
public final class ModuleEntity implements Entity {

  private final Project project;
  private final String qualifiedName;
  private final Optional<Path> file;
  private final Optional<Path> directory;

  /**
   * @param file its code; absent for a package without {@code __init__.py}
   * @param directory where modules below it lie; absent for a plain module
   */
  ModuleEntity(
      Project project, String qualifiedName, Optional<Path> file, Optional<Path> directory) {
    this.project = project;
    this.qualifiedName = qualifiedName;
    this.file = file;
    this.directory = directory;
  }

  public String qualifiedName() {
    return qualifiedName;
  }

  /** Its code; absent for a package without {@code __init__.py}, and when it cannot be read. */
  public Optional<SourceModule> module() {
    return file.flatMap(project::module);
  }

  /** The file of its code; absent for a package without {@code __init__.py}. */
  Optional<Path> file() {
    return file;
  }

  /** Where modules below it lie; absent for a plain module. */
  public Optional<Path> directory() {
    return directory;
  }

  /** What {@code module.name} stands for; unknown when the module has no such member. */
  public Entity member(String name) {
    return project.resolver().member(this, name);
  }

  /** Whether all of its code, if it has any, can be read. */
  boolean isReadable() {
    return file.isEmpty() || module().isPresent();
  }

  boolean isOf(SourceModule code) {
    return file.filter(code.path()::equals).isPresent();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModuleEntity module
        && module.file.equals(file)
        && module.directory.equals(directory);
  }

  @Override
  public int hashCode() {
    return 31 * file.hashCode() + directory.hashCode();
  }

  @Override
  public String toString() {
    return qualifiedName;
  }
}
