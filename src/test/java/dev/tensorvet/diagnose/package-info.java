/** Tests of what logs tell. */
@NullMarked
package dev.tensorvet.diagnose;

import org.jspecify.annotations.NullMarked;
