/** Rules about code for JAX and the libraries on top of it. */
@NullMarked
package dev.tensorvet.rules.jax;

import org.jspecify.annotations.NullMarked;
