/** What the findings about training loops show, beside what their pages test. */
@NullMarked
package dev.tensorvet.rules.training;

import org.jspecify.annotations.NullMarked;
