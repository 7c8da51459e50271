/** Tests of what is known of libraries. */
@NullMarked
package dev.tensorvet.framework;

import org.jspecify.annotations.NullMarked;
