/**
 * The trees that front ends make.
 *
 * <p>{@link dev.tensorvet.syntax.Node} is Python's syntax tree: records named as in Python's own
 * {@code ast} module, each with its offsets and an {@code id} that is dense within its {@link
 * dev.tensorvet.syntax.Tree}. Side tables are arrays by {@code id}; a node is never the key of a
 * map, since records hash deeply.
 *
 * <p>This package may not know a language's grammar, resolve a name, or judge anything.
 */
@NullMarked
package dev.tensorvet.syntax;

import org.jspecify.annotations.NullMarked;
