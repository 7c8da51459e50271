/** The rules about what libraries gave up. */
@NullMarked
package dev.tensorvet.rules.api;

import org.jspecify.annotations.NullMarked;
