/**
 * Runs the stages over the files of a run: parse, facts, rules, levels, suppressions.
 *
 * <p>It may not know any rule: it is given a list.
 */
@NullMarked
package dev.tensorvet.engine;

import org.jspecify.annotations.NullMarked;
