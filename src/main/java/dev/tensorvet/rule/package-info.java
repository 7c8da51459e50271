/**
 * What the author of a rule sees: {@link dev.tensorvet.rule.Rule}, a function from a subject to
 * findings, its {@link dev.tensorvet.rule.RuleContext} and its {@link dev.tensorvet.rule.RulePage};
 * and what many rules need to make {@linkplain dev.tensorvet.rule.SiteFinding findings} and fixes.
 *
 * <p>It may not know a particular rule, or how rules are run.
 */
@NullMarked
package dev.tensorvet.rule;

import org.jspecify.annotations.NullMarked;
