/** The machine that runs rule pages as tests, and the tests of the catalogue as a whole. */
@NullMarked
package dev.tensorvet.rules;

import org.jspecify.annotations.NullMarked;
