package dev.tensorvet.semantic;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A module or package of the project.
 *
 * @param module its code; absent for a package without {@code __init__.py}
 * @param directory where its submodules lie; absent for a plain module
 */
public record ModuleEntity(
    String qualifiedName, Optional<SourceModule> module, Optional<Path> directory)
    implements Entity {}
