/**
 * What is reported: findings, the places they show and the fixes they offer.
 *
 * <p>Plain immutable data between the rules that make it and the engine, the reporters and the fix
 * applier that pass it on. It may not know a rule, a tree or an output format.
 */
@NullMarked
package dev.tensorvet.finding;

import org.jspecify.annotations.NullMarked;
