/** Rules about what costs time or memory for nothing. */
@NullMarked
package dev.tensorvet.rules.performance;

import org.jspecify.annotations.NullMarked;
