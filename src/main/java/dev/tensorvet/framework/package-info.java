/**
 * What the names of the libraries mean: the only room in which such a name is written.
 *
 * <p>One file a library: a table says which class has which {@link dev.tensorvet.framework.Role},
 * and under which other names it goes. Beside them one file a subject, whichever library the names
 * are of: what the {@linkplain dev.tensorvet.framework.Effects functions} and the {@linkplain
 * dev.tensorvet.framework.TrainingMethod methods} of a training program do, what is known of its
 * tensors, layers, losses, optimizers, loaders and processes. A name stands in one table, and where
 * a library takes an argument is told by a {@link dev.tensorvet.framework.Parameter}. This package
 * may not report, or walk trees.
 */
@NullMarked
package dev.tensorvet.framework;

import org.jspecify.annotations.NullMarked;
