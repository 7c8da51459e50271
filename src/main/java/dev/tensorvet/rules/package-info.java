/**
 * The rules, one class each, by category. A rule reads its subject and facts and decides; it may not
 * see another category, the engine, a front end or I/O, hold state, or find out again what a fact says.
 */
@NullMarked
package dev.tensorvet.rules;

import org.jspecify.annotations.NullMarked;
