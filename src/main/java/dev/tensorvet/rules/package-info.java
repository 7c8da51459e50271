/**
 * The rules, one class each, in one package a category.
 *
 * <p>A rule reads its subject and facts, decides, and says in one plain sentence what is wrong. It
 * may not see another category, the engine, a front end or a file; hold state; derive again what a
 * fact says; or know its level. {@link dev.tensorvet.rules.Catalogue} is the only list of all.
 */
@NullMarked
package dev.tensorvet.rules;

import org.jspecify.annotations.NullMarked;
