/**
 * What names mean, across the files of a project: scopes and bindings, imports, classes and their
 * method resolution order.
 *
 * <p>A {@link dev.tensorvet.semantic.Project} loads a file when something asks what a name of it
 * stands for, so that checking one file reads only what it imports. No Python environment is read:
 * a name that leads out of the project is a {@link dev.tensorvet.semantic.LibraryEntity}, a dotted
 * name and no more. This package may not know any library; what it must ask of them stands in
 * {@link dev.tensorvet.semantic.LibraryIndex}.
 *
 * <p>Two stages. Binding looks at one file alone: one walk gives its scopes, definitions and, for
 * each node, the scope that it is evaluated in. Resolving leads from name to name through any
 * number of files, and keeps only answers that hold whoever asks, so that neither the order of the
 * questions nor the number of threads shows.
 *
 * <p>Where an absolute import is looked for differs from Python, which knows the folder that a
 * program was started from, and this package does not:
 *
 * <ul>
 *   <li>first the file's own folder or, inside a package, the folder that holds the package: a
 *       module of a package does not see its siblings by their bare names, and {@code import
 *       random} in {@code torch/utils} is Python's own
 *   <li>then each folder above, up to where the project and the repository begin, and their {@code
 *       src}: the script that is run may lie in any of them
 *   <li>then, for a name that no library has, beside the file in its own package, since a script
 *       may lie there after all; and in the only folder of the project that holds a package of the
 *       name
 *   <li>a folder without {@code __init__.py} counts last, and never against a library's name
 * </ul>
 */
@NullMarked
package dev.tensorvet.semantic;

import org.jspecify.annotations.NullMarked;
