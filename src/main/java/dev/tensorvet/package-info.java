/** The library's entry point, above all rooms but the command line. */
@NullMarked
package dev.tensorvet;

import org.jspecify.annotations.NullMarked;
