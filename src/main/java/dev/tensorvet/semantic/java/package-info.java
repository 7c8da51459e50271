/**
 * What names mean in Java: types by imports, packages and the files of the project; variables by
 * the blocks that they stand in; the types of expressions as far as declarations tell them.
 *
 * <p>It does what the rules need, and no more of Java's typing: no overloads but by the number of
 * arguments, no generics, no inference but {@code var}. What is not known is empty, never a guess.
 */
@NullMarked
package dev.tensorvet.semantic.java;

import org.jspecify.annotations.NullMarked;
