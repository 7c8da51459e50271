/**
 * The control flow of Java: from JavaParser's tree to the {@link dev.tensorvet.flow.EventGraph}
 * that all languages share, and with it to {@link dev.tensorvet.flow.Typestate}.
 *
 * <p>Java does not go by way of {@link dev.tensorvet.flow.Step}. That form is made to be run by a
 * walker that follows values, because Python tells no types; in Java, declarations tell them, and
 * what a step is needs no run. And it would lose what matters here: jumps to labels, a switch that
 * falls through, the update of a loop that {@code continue} comes by, and the blocks of {@code
 * finally} that a {@code return} passes.
 */
@NullMarked
package dev.tensorvet.flow.java;

import org.jspecify.annotations.NullMarked;
