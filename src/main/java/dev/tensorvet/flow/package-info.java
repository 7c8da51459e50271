/**
 * One small control-flow form for all languages, the lowering of each language into it, and the
 * solver that runs automata over it.
 *
 * <p>The form is structured: {@link dev.tensorvet.flow.Step}s (assign, branch, loop, with, try,
 * return) over {@link dev.tensorvet.flow.Operand}s (read, member, call, literal). Python and Java
 * are structured languages, so a reader of the form can walk it once, from top to bottom, and needs
 * no fixpoint to know where a loop begins and what it changes.
 *
 * <p>{@link dev.tensorvet.flow.EventGraph} is what remains of a program when a walker keeps only
 * the events that it cares about: nodes, edges, loops, and the decisions that guard the edges.
 * {@link dev.tensorvet.flow.Typestate} follows an automaton through it.
 *
 * <p>This package may not know a library, or what an event means.
 */
@NullMarked
package dev.tensorvet.flow;

import org.jspecify.annotations.NullMarked;
