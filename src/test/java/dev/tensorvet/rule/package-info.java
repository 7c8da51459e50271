/** Pages, names and selectors of rules. */
@NullMarked
package dev.tensorvet.rule;

import org.jspecify.annotations.NullMarked;
