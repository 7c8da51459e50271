/**
 * Runs the stages over the files of a run: parse, facts, rules, levels, suppressions.
 *
 * <p>Each file is checked with what it imports, and a problem of an imported file shows in its
 * callers too. They do not repeat what that file tells by itself, so that one problem is one
 * finding, whichever files are checked. What a rule finds in a file is found once for all of them.
 *
 * <p>The models of a file are followed when a rule that runs asks for them, and not before.
 *
 * <p>It may not know any rule: it is given a list.
 */
@NullMarked
package dev.tensorvet.engine;

import org.jspecify.annotations.NullMarked;
