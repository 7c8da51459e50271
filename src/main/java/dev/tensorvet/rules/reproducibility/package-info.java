/** Rules about whether a run can be repeated. */
@NullMarked
package dev.tensorvet.rules.reproducibility;

import org.jspecify.annotations.NullMarked;
