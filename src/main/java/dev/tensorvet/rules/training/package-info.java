/**
 * Rules about the training loop: the order of zero, backward, unscale, clip and step. Each is an
 * automaton over the events that one optimizer sees.
 */
@NullMarked
package dev.tensorvet.rules.training;

import org.jspecify.annotations.NullMarked;
