/**
 * What names mean, across the files of a project: scopes and bindings, imports, classes and their
 * method resolution order.
 *
 * <p>A {@link dev.tensorvet.semantic.Project} loads a file when something asks what a name of it
 * stands for, so that checking one file reads only what it imports. No Python environment is read: a
 * name that leads out of the project is a {@link dev.tensorvet.semantic.LibraryEntity}, a dotted name
 * and no more. This package may not know any library; what it must ask of them stands in {@link
 * dev.tensorvet.semantic.LibraryIndex}.
 */
@NullMarked
package dev.tensorvet.semantic;

import org.jspecify.annotations.NullMarked;
