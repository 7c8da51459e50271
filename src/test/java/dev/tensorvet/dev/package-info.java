/** Programs for those who work on the project. */
@NullMarked
package dev.tensorvet.dev;

import org.jspecify.annotations.NullMarked;
