/** Rules about losses and numbers. */
@NullMarked
package dev.tensorvet.rules.numerics;

import org.jspecify.annotations.NullMarked;
