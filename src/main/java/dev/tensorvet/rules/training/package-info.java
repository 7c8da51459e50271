/**
 * Rules about the training loop: the order of zero, backward, unscale, clip and step, the schedule
 * of the learning rate, what a backward pass walks back and what is kept of it. Most are automata
 * over the events that one optimizer, scheduler or model sees.
 */
@NullMarked
package dev.tensorvet.rules.training;

import org.jspecify.annotations.NullMarked;
