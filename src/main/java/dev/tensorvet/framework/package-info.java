/**
 * What the names of the libraries mean: the only room in which such a name is written.
 *
 * <p>One file a library. A table says which class has which {@link dev.tensorvet.framework.Role},
 * under which other names it goes, and what a call of a function {@linkplain
 * dev.tensorvet.framework.Effects does}. This package may not report, or walk trees.
 */
@NullMarked
package dev.tensorvet.framework;

import org.jspecify.annotations.NullMarked;
