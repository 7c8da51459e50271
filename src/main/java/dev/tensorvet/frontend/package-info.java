/**
 * From text to trees, one front end a language.
 *
 * <p>A front end never throws on bad input: what it cannot read is a {@link
 * dev.tensorvet.syntax.ParseProblem} with a position, and the rest goes on. It may not resolve
 * names, and no type of a parser library may leave its package. Java is the exception: the tree of
 * JavaParser is as good as one of ours would be, and its binder, lowering and facts read it.
 */
@NullMarked
package dev.tensorvet.frontend;

import org.jspecify.annotations.NullMarked;
