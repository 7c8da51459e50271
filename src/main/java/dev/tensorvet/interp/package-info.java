/**
 * The abstract interpreter of models: it builds a module as its constructor would, with what is
 * known of the arguments, and traces {@code forward} with symbolic tensors into a graph. It does
 * not judge, and every loop of it is bounded.
 */
@NullMarked
package dev.tensorvet.interp;

import org.jspecify.annotations.NullMarked;
