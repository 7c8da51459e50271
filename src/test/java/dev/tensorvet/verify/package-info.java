/** Models that are run, and what is found in them. */
@NullMarked
package dev.tensorvet.verify;

import org.jspecify.annotations.NullMarked;
